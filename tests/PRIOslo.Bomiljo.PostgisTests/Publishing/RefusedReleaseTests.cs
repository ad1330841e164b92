using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>New figures that would open what an earlier release of the year hid.</summary>
[Collection("postgis")]
public class RefusedReleaseTests(PostgisCluster cluster)
{
    private const string Release = "SELECT f.level, f.area, f.theme, f.count, f.suppressed, r.provisional, r.published_at FROM published.figure f JOIN published.release r USING (year, version) ORDER BY 1, 2, 3";

    [PostgisFact]
    public async Task A_measurement_that_may_not_follow_what_is_out_changes_neither_figures_nor_release()
    {
        await using var database = await OutAsync();
        var (release, measured) = (await database.RowsAsync(Release), await database.ScalarAsync<string>("SELECT heatmap.table_seals(2023, 1, NULL)"));
        await OpenWhatWasHiddenAsync(database);

        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, default));

        Assert.Equal((ProblemCode.NotSafeBesideEarlier, ExitCode.Refused), (refused.Code, refused.Code.Exit));
        Assert.Equal(release, await database.RowsAsync(Release));
        Assert.Equal(measured, await database.ScalarAsync<string>("SELECT heatmap.table_seals(2023, 1, NULL)"));
    }

    [PostgisFact]
    public async Task A_refused_publication_leaves_what_is_out_as_it_was()
    {
        await using var database = await OutAsync();
        var release = await database.RowsAsync(Release);
        await OpenWhatWasHiddenAsync(database);
        await database.MeasureAsync();

        Assert.Equal(ProblemCode.NotSafeBesideEarlier, (await Assert.ThrowsAsync<ProblemException>(() => database.PublishAsync())).Code);
        Assert.Equal(ProblemCode.NotSafeBesideEarlier, (await Assert.ThrowsAsync<ProblemException>(() => new Publisher(database.Owner, TimeProvider.System).DemandSafeAsync(SmallCity.Year, default))).Code);

        Assert.Equal(release, await database.RowsAsync(Release));
    }

    [PostgisFact]
    public async Task A_measurement_that_may_follow_takes_the_place_of_what_is_out_when_it_is_published()
    {
        await using var database = await OutAsync();
        await database.DeliverAsync("brann", SmallCity.Fire, below: 40, seed: 71);

        var report = await new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, default);
        await database.PublishAsync();

        Assert.Equal((1, false), (report.Version, report.Unchanged));
        Assert.Equal(["0"], await database.RowsAsync(
            "SELECT count(*) FROM published.figure p JOIN heatmap.figure f USING (year, version, level, area, theme) WHERE p.count <> f.incidents"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM published.release"));
    }

    private async Task<TestDatabase> OutAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        Assert.NotEmpty(await database.RowsAsync("SELECT 1 FROM published.figure WHERE suppressed"));
        return database;
    }

    /// <summary>All fires are withdrawn, and a single one comes in.</summary>
    private static async Task OpenWhatWasHiddenAsync(TestDatabase database)
    {
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'"), dryRun: false, DateTimeOffset.UnixEpoch, default);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);
    }
}
