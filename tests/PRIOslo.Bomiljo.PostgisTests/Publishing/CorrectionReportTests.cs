using System.Text;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>What the report of a later version tells of what it corrects.</summary>
[Collection("postgis")]
public class CorrectionReportTests(PostgisCluster cluster)
{
    private const string Reason = "Avfall manglet i desember.";

    [PostgisFact]
    public async Task A_frozen_version_that_is_still_provisional_is_no_correction_until_it_is_decided()
    {
        await using var database = await CorrectedAsync();
        await database.PublishAsync();
        Assert.Empty(await database.RowsAsync("SELECT FROM published.correction"));

        await database.PublishAsync(provisional: false);

        Assert.Equal([$"2023 2 1 {Reason}"], await database.RowsAsync("SELECT year, version, corrects, reason FROM published.correction"));
    }

    [PostgisFact]
    public async Task A_correction_corrects_what_readers_saw_and_gives_the_reasons_of_what_nobody_saw_too()
    {
        await using var database = await CorrectedAsync();
        await database.PublishAsync();
        await database.DeliverAsync("brann", SmallCity.Fire, below: 9, seed: 43);
        await database.MeasureAsync();
        await database.FreezeAsync("Brann leverte på nytt.");

        await database.PublishAsync(provisional: false);

        Assert.Equal(["1", "2", "3"], await database.RowsAsync("SELECT version FROM published.release ORDER BY 1"));
        Assert.Equal([$"2023 3 1 {Reason} – Brann leverte på nytt."], await database.RowsAsync("SELECT year, version, corrects, reason FROM published.correction"));
    }

    [PostgisFact]
    public async Task What_was_out_as_provisional_before_a_frozen_version_that_nobody_saw_is_what_the_next_one_corrects()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'"), dryRun: false, DateTimeOffset.UnixEpoch, default);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);
        await new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, elseNextVersion: true, default);
        await database.FreezeAsync();
        await database.DeliverAsync("brann", SmallCity.Fire, below: 40, seed: 71);
        Assert.Equal(3, (await database.MeasureAsync()).Version);
        await database.PublishAsync();
        Assert.Equal(["1", "3"], await database.RowsAsync("SELECT version FROM published.release ORDER BY 1"));
        Assert.Equal(["3"], await database.RowsAsync("SELECT version FROM published.current"));
        await database.FreezeAsync(Reason);

        await database.PublishAsync(provisional: false);

        Assert.Equal([$"2023 3 1 {Reason}"], await database.RowsAsync("SELECT year, version, corrects, reason FROM published.correction"));
    }

    [PostgisFact]
    public async Task A_theme_that_only_one_of_the_versions_has_is_told_as_not_there_in_the_other()
    {
        await using var database = await cluster.NewCityAsync();
        await DecideAsync(database, "brann", enters: false);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await DecideAsync(database, "brann", enters: true);
        await DecideAsync(database, "renovasjon", enters: false);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await using var connection = await database.Owner.OpenConnectionAsync();

        var data = await new ReportReader(connection).ReadAsync(SmallCity.Year, default);

        const string shown = "SELECT count(*) FROM published.figure WHERE level = 'delbydel' AND count IS NOT NULL AND ";
        var (fire, waste) = (Corrected(data, "brann"), Corrected(data, "forsopling"));
        Assert.Equal((false, true, null, 0), (fire.WasThere, fire.IsThere, fire.Before, fire.Gone));
        Assert.Equal(await database.ScalarAsync<long>(shown + "theme = 'brann' AND version = 2"), fire.Changed);
        Assert.Equal((true, false, null, 0), (waste.WasThere, waste.IsThere, waste.Now, waste.Changed));
        Assert.Equal(await database.ScalarAsync<long>(shown + "theme = 'forsopling' AND version = 1"), waste.Gone);
        Assert.Equal(await database.ScalarAsync<long>(shown.Replace("'delbydel'", "'bydel'", StringComparison.Ordinal) + "theme = 'forsopling' AND version = 1"), waste.GoneBydeler);
        Assert.True(fire.Changed > 0 && waste.Gone > 0 && waste.GoneBydeler > 0);
        var page = Encoding.UTF8.GetString(YearReport.Write(data, english: false));
        Assert.Contains($">Forsøpling</th><td class=\"number\">{waste.Before}</td><td class=\"number\">–</td>", page, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task Reasons_from_before_it_was_said_that_they_are_published_are_taken_out_and_later_ones_stay()
    {
        await using var database = await CorrectedAsync();
        await database.PublishAsync(provisional: false);
        var migration = SqlFile.In("Database/migrations").Single(file => file.Name == "0094_correction_reasons.sql").Text;

        await database.ExecuteAsync(migration);
        Assert.Single(await database.RowsAsync("SELECT FROM published.correction"));

        await database.ExecuteAsync($"UPDATE bomiljo.migration SET applied_at = now() + interval '1 hour' WHERE name = '0085_published_correction.sql'; {migration}");
        Assert.Empty(await database.RowsAsync("SELECT FROM published.correction"));
    }

    private static CorrectedTheme Corrected(ReportData data, string theme) => data.Correction!.Themes.Single(one => one.Theme.Theme == theme);

    private static Task DecideAsync(TestDatabase database, string source, bool enters) =>
        new CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new(source, SmallCity.Year, enters, "For the test's sake."), default);

    /// <summary>Version 1 out by decision, version 2 frozen.</summary>
    private async Task<TestDatabase> CorrectedAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 30, seed: 42);
        await database.MeasureAsync();
        await database.FreezeAsync(Reason);
        return database;
    }
}
