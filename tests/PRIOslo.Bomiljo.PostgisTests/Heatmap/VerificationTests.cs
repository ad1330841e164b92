using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Verifying a frozen year: its seal, and measuring it again from what it was measured with.</summary>
[Collection("postgis")]
public class VerificationTests(PostgisCluster cluster)
{
    private const string Everything = "SELECT heatmap.table_seals(2023, 1, NULL)";

    [PostgisFact]
    public async Task A_frozen_year_is_the_same_to_the_last_bit_when_measured_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();

        Assert.Equal(true, (await database.VerifyAsync(threads: 1)).SameBits);
        var report = await database.VerifyAsync(threads: 3);

        Assert.Empty(report.Differences);
        Assert.Equal((true, true, true, null, true), (report.SealHolds, report.Recomputed, report.SameBits, report.NotRecomputed, report.IsCurrent));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task A_figure_changed_behind_the_programs_back_is_found_and_named_without_its_value()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            ALTER TABLE heatmap.figure DISABLE TRIGGER USER;
            UPDATE heatmap.figure SET incidents = incidents + 1 WHERE area = '0102' AND theme = 'brann';
            UPDATE heatmap.figure SET rate_low = rate_low * 1.000001 WHERE area = '0203' AND theme = 'forsopling';
            ALTER TABLE heatmap.figure ENABLE TRIGGER USER;
            """);

        var report = await database.VerifyAsync();

        Assert.False(report.SealHolds);
        Assert.Equal(["figure: is not what was frozen", "figure delbydel 0102 brann: incidents", "figure delbydel 0203 forsopling: rate_low"], report.Differences);
    }

    [PostgisFact]
    public async Task A_freeze_whose_own_row_was_changed_is_found()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            ALTER TABLE heatmap.frozen DISABLE TRIGGER USER;
            UPDATE heatmap.frozen SET program_version = 'other';
            ALTER TABLE heatmap.frozen ENABLE TRIGGER USER;
            """);

        Assert.Equal(["frozen: is not what was frozen"], (await database.VerifyAsync()).Differences);
    }

    [PostgisFact]
    public async Task A_changed_raw_incident_is_found_by_measuring_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync("UPDATE incident.incident SET incidents = incidents + 1 WHERE (delivery_id, line) = (SELECT delivery_id, line FROM incident.placement WHERE delbydel = '0301' LIMIT 1)");

        var report = await database.VerifyAsync();

        Assert.True(report.SealHolds);
        Assert.Contains(report.Differences, difference => difference.StartsWith("figure delbydel 0301 total: incidents", StringComparison.Ordinal));
        Assert.All(report.Differences, difference => Assert.False(difference.StartsWith("figure delbydel 0102", StringComparison.Ordinal), difference));
    }

    [PostgisFact]
    public async Task After_a_withdrawal_the_frozen_figures_stay_and_their_seal_can_still_be_checked()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        var before = await database.ScalarAsync<string>(Everything);
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT min(delivery_id) FROM ledger.delivery"), dryRun: false, DateTimeOffset.UnixEpoch, default);

        var report = await database.VerifyAsync();

        Assert.Equal(before, await database.ScalarAsync<string>(Everything));
        Assert.Equal((true, false, null), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Contains("withdrawn or replaced (1)", report.NotRecomputed, StringComparison.Ordinal);
        Assert.Equal(2, (await database.MeasureAsync()).Version);
    }

    [PostgisFact]
    public async Task After_retention_the_seal_is_what_can_be_verified()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE source = 'brann';
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2023, 36, now(), 'test', 1, 1);
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, false), (report.Holds, report.SealHolds, report.Recomputed));
        Assert.Contains("retention", report.NotRecomputed, StringComparison.Ordinal);
    }
}
