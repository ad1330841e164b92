using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
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
        var first = await ReleaseAsync(database, SmallCity.Year);
        var answered = await AskAsync(database, seed: 1);
        Assert.NotEmpty(answered);

        await database.DeliverAsync("politi", SmallCity.Police, below: 4, seed: 77);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        var second = await ReleaseAsync(database, SmallCity.Year);
        Assert.NotEqual(first.Select(cell => cell.Count), second.Select(cell => cell.Count));
        Assert.Empty(await AskAsync(database, seed: 2)); // the corrected version is not cut again

        Assert.Empty(new GlpkAttacker([first, second]).Run());
        Assert.Empty(new GlpkAttacker([await ReleaseAsync(database, SmallCity.Year - 1)]).Run());
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

    private static async Task<List<AttackedCell>> ReleaseAsync(TestDatabase database, int year) =>
    [
        .. (await database.RowsAsync(
            $"""
            SELECT f.level, f.area, f.theme, coalesce(nullif(a.parent, ''), '.'), f.suppressed,
                   (SELECT sum(t.incidents) FROM heatmap.figure t JOIN incident.theme h ON h.theme = t.theme AND h.protected
                    WHERE (t.year, t.version, t.level, t.area) = (f.year, f.version, f.level, f.area) AND f.theme IN (t.theme, 'total'))
            FROM published.figure f JOIN published.current USING (year, version) JOIN heatmap.area a USING (year, version, level, area)
            WHERE f.year = {year} AND (f.theme = 'total' OR f.theme IN (SELECT theme FROM incident.theme WHERE protected))
            ORDER BY 1, 2, 3
            """)).Select(row => row.Split(' ')).Select(cell => new AttackedCell(
                new(cell[0], cell[1], cell[2]), cell[3] == "." ? "" : cell[3], int.Parse(cell[5], CultureInfo.InvariantCulture), cell[4] == "True")),
    ];

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
