using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>A small city whose year is decided, and questions about areas drawn in it.</summary>
internal static class DrawnRequests
{
    /// <summary>4,000 residents a delbydel, every incident at a point, published and not provisional.</summary>
    public static async Task<TestDatabase> DecidedAsync(this PostgisCluster cluster)
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000; UPDATE incident.incident SET position = 'point'");
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        return database;
    }

    public static async Task<string> RefusalAsync(Func<Task> ask) => (await Assert.ThrowsAsync<ProblemException>(ask)).Code.ToString();

    public static Task<DrawnReport> AskAsync(TestDatabase database, double west, double south, double east, double north, bool dryRun = false) =>
        AskAsync(database, Rectangle(west, south, east, north), dryRun);

    public static Task<DrawnReport> AskAsync(TestDatabase database, Polygon area, bool dryRun) =>
        AskAsync(database, area.Factory.CreateMultiPolygon([area]), dryRun);

    public static async Task<DrawnReport> AskAsync(TestDatabase database, MultiPolygon area, bool dryRun)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        return await DrawnAreas.AskAsync(connection, SmallCity.Year, area, dryRun, default);
    }

    public static MultiPolygon Rectangle(double west, double south, double east, double north)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 25832);
        return factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(west, east, south, north))]);
    }
}
