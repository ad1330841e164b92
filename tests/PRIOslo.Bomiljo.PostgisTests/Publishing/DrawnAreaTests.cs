using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("postgis")]
public class DrawnAreaTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Whole_delbydeler_have_the_sum_of_their_figures_and_a_hidden_one_hides_its_theme()
    {
        await using var database = await DecidedAsync();
        var report = await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000); // 0101 and 0102

        Assert.Empty(report.Cut);
        foreach (var answer in report.Answers)
        {
            var shown = await database.RowsAsync($"SELECT count FROM published.figure f JOIN published.current USING (year, version) WHERE level = 'delbydel' AND area IN ('0101', '0102') AND theme = '{answer.Theme}'");
            Assert.Equal(shown.Contains("-") ? null : shown.Sum(int.Parse), answer.Incidents);
        }

        Assert.Contains(report.Answers, answer => answer is { Theme: "forsopling", Incidents: > 0 });
    }

    [PostgisFact]
    public async Task A_second_cut_of_a_delbydel_is_refused_whatever_the_first_was_answered()
    {
        await using var database = await DecidedAsync();
        var looked = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        var first = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(database, 601_000, 6_641_000, 602_501, 6_642_000));

        Assert.Empty(looked.Answers);
        Assert.NotEmpty(first.Answers);
        Assert.Equal(["0102"], first.Cut);
        Assert.Equal("BOM-643", problem.Code.ToString());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'heatmap.area'"));
    }

    [PostgisFact]
    public async Task A_provisional_year_a_small_area_and_one_outside_are_refused()
    {
        await using var database = await DecidedAsync();
        await using var provisional = await cluster.NewCityAsync();
        await provisional.MeasureAsync();
        await provisional.PublishAsync();

        Assert.Equal("BOM-603", await RefusalAsync(() => AskAsync(provisional, 601_000, 6_641_000, 603_000, 6_642_000)));
        Assert.Equal("BOM-642", await RefusalAsync(() => AskAsync(database, 601_100, 6_641_100, 601_200, 6_641_200)));
        Assert.Equal("BOM-641", await RefusalAsync(() => AskAsync(database, 500_000, 6_641_000, 501_000, 6_642_000)));
    }

    private async Task<TestDatabase> DecidedAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000; UPDATE incident.incident SET position = 'point'");
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        return database;
    }

    private static async Task<string> RefusalAsync(Func<Task> ask) => (await Assert.ThrowsAsync<ProblemException>(ask)).Code.ToString();

    private static Task<DrawnReport> AskAsync(TestDatabase database, double west, double south, double east, double north, bool dryRun = false)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 25832);
        var area = factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(west, east, south, north))]);
        return new DrawnAreas(database.Owner, TimeProvider.System).AskAsync(SmallCity.Year, area, dryRun, default);
    }
}
