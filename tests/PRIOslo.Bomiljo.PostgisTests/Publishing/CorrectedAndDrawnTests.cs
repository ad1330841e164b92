using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Tests.Publishing.Glpk;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>Somebody who keeps a decided year, asks for drawn areas of it, and keeps its correction and the year before too.</summary>
[Collection("postgis")]
public class CorrectedAndDrawnTests(PostgisCluster cluster)
{
    [GlpkFact]
    public async Task Versions_of_two_years_with_drawn_areas_asked_between_them_open_nothing()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverAsync("politi", SmallCity.Police, below: 9, seed: 5, year: SmallCity.Year - 1);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 9, seed: 6, year: SmallCity.Year - 1);
        await database.AddPopulationAsync(SmallCity.Year - 1);
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000; UPDATE incident.incident SET position = 'point'");
        await database.MeasureAsync(SmallCity.Year - 1);
        await database.PublishAsync(provisional: false, SmallCity.Year - 1);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        var first = await FiguresAsync(database);
        var answered = await AskAsync(database, seed: 1);
        Assert.NotEmpty(answered);

        await database.DeliverAsync("politi", SmallCity.Police, below: 4, seed: 77);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        Assert.NotEqual(first, await FiguresAsync(database));
        Assert.Empty(await AskAsync(database, seed: 2)); // the corrected version is not cut again

        var (both, before) = (await PublishedAttack.RunAsync(database.Owner, SmallCity.Year), await PublishedAttack.RunAsync(database.Owner, SmallCity.Year - 1));
        Assert.Equal((2, 1), (both.Releases, before.Releases));
        Assert.True(both.Answers > 0 && before.Hidden > 0, $"{both.Answers} answers, {before.Hidden} hidden.");
        Assert.Empty(both.Pinned);
        Assert.Empty(before.Pinned);
        // What was answered is a sum of figures that the first version shows, and of parts of them: no equation in a hidden count.
        Assert.Equal(0, await database.ScalarAsync<long>(
            """
            SELECT count(*) FROM heatmap.drawn_answer x JOIN heatmap.drawn_area d USING (drawn_id)
            JOIN published.figure f ON (f.year, f.version, f.theme, f.level) = (d.year, d.released_version, x.theme, 'delbydel') AND f.suppressed
            JOIN geo.area a ON a.code = f.area
            LEFT JOIN heatmap.drawn_cut c ON c.drawn_id = d.drawn_id AND c.delbydel = f.area
            WHERE x.incidents IS NOT NULL AND (c.delbydel IS NOT NULL OR ST_Area(ST_Intersection(a.geom, d.geom)) >= 0.5 * ST_Area(a.geom)) -- else it is left out
            """));
    }

    /// <summary>What was answered beside a release under other protected themes would be an equation in another release's counts.</summary>
    [PostgisFact]
    public async Task Answers_are_compared_with_releases_under_the_same_protected_themes_only()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000; UPDATE incident.incident SET position = 'point'");
        var asked = new List<bool>();
        foreach (var (isProtected, more) in new[] { (false, 0), (true, 20), (false, 0) })
        {
            await database.ExecuteAsync($"UPDATE incident.theme SET protected = {isProtected} WHERE theme = 'forsopling'");
            if (more > 0)
                await database.DeliverAsync("politi", SmallCity.Police, below: more, seed: 77);
            await database.MeasureAsync();
            await database.PublishAsync(provisional: false);
            asked.Add((await WholeCityAsync(database)).Answers.Any(answer => answer is { Incidents: not null, Theme: not "total" }));
        }

        Assert.Equal([true, true, true], asked);
        Assert.Equal(["1", "2", "3"], await database.RowsAsync("SELECT released_version FROM heatmap.kept_release ORDER BY release_no"));
        await using var connection = await database.Owner.OpenConnectionAsync();
        var themes = await PublishingStore.ReadProtectedThemesAsync(connection, default);
        var open = await AnsweredAreaQuery.RunAsync(connection, SmallCity.Year, themes, default);
        var other = await AnsweredAreaQuery.RunAsync(connection, SmallCity.Year, [.. themes, "forsopling"], default);
        Assert.Equal([0, 1], open.Select(answer => answer.Release).Distinct().Order());
        Assert.Equal([0], other.Select(answer => answer.Release).Distinct());
        Assert.Empty((await PublishedAttack.RunAsync(database.Owner, SmallCity.Year)).Pinned);
    }

    /// <summary>A release of open themes alone holds nothing that is compared.</summary>
    [PostgisFact]
    public async Task A_year_without_protected_cells_of_which_an_area_was_drawn_can_be_corrected_also_by_protected_themes()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await database.AddPopulationAsync();
        await database.AddTaxonomyAsync();
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000");
        foreach (var (source, categories) in new[] { ("renovasjon", SmallCity.Waste), ("renovasjon", SmallCity.Waste), ("brann", SmallCity.Fire), ("brann", SmallCity.Fire) })
        {
            await database.DeliverAsync(source, categories, below: 40, seed: await database.ScalarAsync<int>("SELECT 60 + count(*)::int FROM ledger.delivery"));
            await database.MeasureAsync();
            await database.PublishAsync();
            await database.PublishAsync(provisional: false);
            Assert.Contains((await WholeCityAsync(database)).Answers, answer => answer is { Theme: "forsopling", Incidents: > 0 });
        }

        await using var connection = await database.Owner.OpenConnectionAsync();
        var answers = await AnsweredAreaQuery.RunAsync(connection, SmallCity.Year, await PublishingStore.ReadProtectedThemesAsync(connection, default), default);
        var releases = await KeptReleases.ReadAsync(connection, SmallCity.Year, await PublishingStore.ReadProtectedThemesAsync(connection, default), default);
        Assert.Equal([0, 1], answers.Select(answer => answer.Release).Distinct().Order()); // of the third and fourth version, the first two with protected cells
        Assert.Equal(2, releases.Count);
    }

    private static async Task<DrawnReport> WholeCityAsync(TestDatabase database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var factory = new GeometryFactory(new PrecisionModel(), 25832);
        var area = factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(601_000, 606_000, 6_641_000, 6_643_000))]);
        return await DrawnAreas.AskAsync(connection, SmallCity.Year, area, dryRun: false, default);
    }

    private static Task<List<string>> FiguresAsync(TestDatabase database) => database.RowsAsync(
        $"SELECT level, area, theme, count FROM published.figure JOIN published.current USING (year, version) WHERE year = {SmallCity.Year} ORDER BY 1, 2, 3");

    /// <returns>Themes that were answered, of twenty areas.</returns>
    private static async Task<List<DrawnFigure>> AskAsync(TestDatabase database, int seed)
    {
        var (random, factory, answered) = (new Random(seed), new GeometryFactory(new PrecisionModel(), 25832), new List<DrawnFigure>());
        await using var connection = await database.Owner.OpenConnectionAsync();
        for (var request = 0; request < 20; request++)
        {
            var (east, north) = (600_500 + random.Next(3_000), 6_640_500 + random.Next(2_000));
            var area = factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(east, east + 600 + random.Next(3_000), north, north + 600 + random.Next(2_000)))]);
            try
            {
                answered.AddRange((await DrawnAreas.AskAsync(connection, SmallCity.Year, area, dryRun: false, default)).Answers.Where(answer => answer.Incidents is not null));
            }
            catch (ProblemException refused) when (refused.Code.Number is >= 641 and <= 644)
            {
                // Not taken: nothing is learnt but what the drawing and the population say.
            }
        }

        return answered;
    }
}
