using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;
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
            new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, elseNextVersion: false, default));

        Assert.Equal((ProblemCode.NotSafeBesideEarlier, ExitCode.Refused), (refused.Code, refused.Code.Exit));
        Assert.Equal(release, await database.RowsAsync(Release));
        Assert.Equal(measured, await database.ScalarAsync<string>("SELECT heatmap.table_seals(2023, 1, NULL)"));
    }

    [PostgisFact]
    public async Task Figures_that_may_not_follow_what_is_out_are_the_houses_next_version_until_they_may_and_then_take_its_place()
    {
        await using var database = await OutAsync();
        var (release, measured) = (await database.RowsAsync(Release), await database.ScalarAsync<string>("SELECT heatmap.table_seals(2023, 1, NULL)"));
        await OpenWhatWasHiddenAsync(database);
        Task<MeasurementReport> MeasureAsync() => new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, elseNextVersion: true, default);

        Assert.Equal((2, false), (await MeasureAsync() is var kept ? kept.Version : 0, kept.Unchanged));
        Assert.Equal((2, true), (await MeasureAsync() is var again ? again.Version : 0, again.Unchanged));

        Assert.Equal(release, await database.RowsAsync(Release));
        Assert.Equal(measured, await database.ScalarAsync<string>("SELECT heatmap.table_seals(2023, 1, NULL)"));
        Assert.Equal(["1"], await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE version = 2 AND level = 'by' AND theme = 'brann'"));

        await database.DeliverAsync("brann", SmallCity.Fire, below: 40, seed: 71);
        Assert.Equal(2, (await MeasureAsync()).Version);
        await database.PublishAsync();
        Assert.Equal(["2 true"], await database.RowsAsync("SELECT version || ' ' || provisional FROM published.release"));
    }

    [PostgisFact]
    public async Task A_version_that_does_not_go_out_can_be_frozen_and_what_is_out_stays()
    {
        await using var database = await OutAsync();
        await OpenWhatWasHiddenAsync(database);
        await new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, elseNextVersion: true, default);

        var frozen = await new Freezer(database.Owner, TimeProvider.System, "an analyst").RunAsync(SmallCity.Year, reason: null, default);

        Assert.Equal((2, false), (frozen.Version, frozen.AlreadyFrozen));
        Assert.Equal(["1"], await database.RowsAsync("SELECT version FROM published.release"));
        Assert.Equal(ProblemCode.NotSafeBesideEarlier, (await Assert.ThrowsAsync<ProblemException>(() => database.PublishAsync(provisional: false))).Code);
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

        var report = await new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: false, Publisher.DemandSafeAsync, elseNextVersion: false, default);
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
