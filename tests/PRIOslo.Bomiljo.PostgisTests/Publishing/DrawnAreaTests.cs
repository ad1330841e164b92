using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using static PRIOslo.Bomiljo.PostgisTests.Publishing.DrawnRequests;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>What is taken of an area as drawn, and the figures that it gets.</summary>
[Collection("postgis")]
public sealed class DrawnAreaTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Whole_delbydeler_have_the_sum_of_their_figures_and_a_hidden_one_hides_its_theme()
    {
        await using var database = await cluster.DecidedAsync();
        var report = await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000); // 0101 and 0102

        Assert.Empty(report.Cut);
        foreach (var answer in report.Answers.Where(answer => answer.Theme != "total"))
        {
            var shown = await database.RowsAsync($"SELECT count FROM published.figure f JOIN published.current USING (year, version) WHERE level = 'delbydel' AND area IN ('0101', '0102') AND theme = '{answer.Theme}'");
            Assert.Equal(shown.Contains("-") ? null : shown.Sum(int.Parse), answer.Incidents);
        }

        Assert.Contains(report.Answers, answer => answer is { Theme: "forsopling", Incidents: > 0, Rate: > 0 });
        Assert.Equal("total", report.Answers[^1].Theme);
    }

    /// <summary>How many municipal homes stand in a part of a delbydel is not known, and would tell where they are.</summary>
    [PostgisFact]
    public async Task A_theme_per_dwelling_is_told_of_whole_delbydeler_and_not_where_one_of_them_is_cut()
    {
        await using var database = await cluster.DecidedAsync();
        await database.ExecuteAsync("ALTER TABLE published.figure DISABLE TRIGGER USER; UPDATE published.figure SET denominator_unit = 'municipal-dwellings' WHERE theme = 'forsopling'");

        var cut = (await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000)).Answers.Single(answer => answer.Theme == "forsopling");
        var whole = (await AskAsync(database, 601_000, 6_641_000, 602_000, 6_642_000)).Answers.Single(answer => answer.Theme == "forsopling");

        Assert.Equal((null, "whole-only"), (cut.Incidents, cut.Reason));
        Assert.Equal(("", null), (whole.Reason, whole.Rate)); // a count, and no rate per resident
        Assert.NotNull(whole.Incidents);
    }

    /// <summary>A line drawn by hand misses the borders on both sides of them.</summary>
    [PostgisFact]
    public async Task A_delbydel_with_few_residents_in_one_part_is_not_cut_but_taken_whole_or_left_out()
    {
        await using var database = await cluster.DecidedAsync();
        var whole = await AskAsync(database, 601_000, 6_641_000, 602_000, 6_642_000, dryRun: true);
        var wide = await AskAsync(database, 600_990, 6_640_990, 602_020, 6_642_010);
        var narrow = await AskAsync(database, 601_010, 6_641_010, 601_980, 6_641_990);

        Assert.Equal((whole.Residents, 0), (wide.Residents, wide.Cut.Count));
        Assert.Contains("0102", wide.LeftOut);
        Assert.Empty(wide.Taken);
        Assert.Equal((whole.Residents, 0, 0), (narrow.Residents, narrow.Cut.Count, narrow.LeftOut.Count));
        Assert.Equal(["0101"], narrow.Taken);
        Assert.Equal(wide.Answers, narrow.Answers);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.drawn_cut"));
    }

    /// <summary>Five incidents picked one by one, or left out one by one, would be a part of their own.</summary>
    [PostgisFact]
    public async Task Pinholes_and_threads_are_not_taken_as_drawn()
    {
        await using var database = await cluster.DecidedAsync();
        var plain = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        var pierced = (Polygon)Rectangle(601_000, 6_641_000, 602_500, 6_642_000).GetGeometryN(0);
        var holes = Enumerable.Range(0, 20).Select(n => new Envelope(602_050 + (20 * n), 602_060 + (20 * n), 6_641_500, 6_641_510))
            .Select(hole => ((Polygon)pierced.Factory.ToGeometry(hole)).Shell).ToArray();

        var asked = await AskAsync(database, pierced.Factory.CreatePolygon(pierced.Shell, holes), dryRun: true);
        var picked = await RefusalAsync(() => AskAsync(database, (Polygon)pierced.Factory.ToGeometry(new Envelope(602_000, 602_040, 6_641_000, 6_642_000)), dryRun: true));

        Assert.Equal(plain.Residents, asked.Residents);
        Assert.Equal(plain.Cut, asked.Cut);
        Assert.Equal("BOM-642", picked); // nothing is left of it
    }

    [PostgisFact]
    public async Task A_source_that_the_release_leaves_out_is_in_no_part_and_its_theme_is_answered()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverAsync("naboer", ["forsopling.litter"], below: 9, seed: 21);
        await database.ExecuteAsync(
            """
            UPDATE geo.population SET residents = 4000;
            UPDATE incident.incident SET position = 'point', incidents = 10 * incidents, point = ST_Translate(point, 30 * (line % 9) - 120, 0)
            """);
        await new PRIOslo.Bomiljo.Heatmap.Gate.CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new("naboer", SmallCity.Year, Enters: false, "Ikke brukbar."), default);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await database.ExecuteAsync("DELETE FROM heatmap.coverage_decision"); // what the release left out counts, whatever is decided since

        var report = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000);

        Assert.NotEqual(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE source = 'naboer' AND place_delbydel = '0102'"));
        Assert.Equal(["0102"], report.Cut);
        Assert.DoesNotContain(report.Answers, answer => answer.Reason == "no-position");
        Assert.Contains(report.Answers, answer => answer is { Theme: "forsopling", Incidents: > 0 });
    }

    /// <summary>The rates that are out are per the release's residents; an area's would not be comparable with them otherwise.</summary>
    [PostgisFact]
    public async Task Residents_are_the_releases_whatever_population_is_imported_since()
    {
        await using var database = await cluster.DecidedAsync();
        var before = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        await database.ExecuteAsync("UPDATE geo.population SET residents = 9000");

        var after = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);

        Assert.Equal(6_000, before.Residents);
        Assert.Equal(before.Residents, after.Residents);
    }

    [PostgisFact]
    public async Task A_provisional_year_a_small_area_a_crossed_one_and_one_outside_are_refused()
    {
        await using var database = await cluster.DecidedAsync();
        await using var provisional = await cluster.NewCityAsync();
        await provisional.MeasureAsync();
        await provisional.PublishAsync();

        Assert.Equal("BOM-603", await RefusalAsync(() => AskAsync(provisional, 601_000, 6_641_000, 603_000, 6_642_000)));
        Assert.Equal("BOM-642", await RefusalAsync(() => AskAsync(database, 601_100, 6_641_100, 601_200, 6_641_200)));
        Assert.Equal("BOM-641", await RefusalAsync(() => AskAsync(database, 500_000, 6_641_000, 501_000, 6_642_000)));
        var crossed = (Polygon)new NetTopologySuite.IO.WKTReader().Read("POLYGON((601000 6641000, 603000 6642000, 603000 6641000, 601000 6642000, 601000 6641000))");
        Assert.Equal("BOM-662", await RefusalAsync(() => AskAsync(database, crossed, dryRun: false)));
    }
}
