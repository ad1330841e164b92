using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class SurfaceTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Points_make_the_surface_and_all_other_incidents_are_left_out_and_counted()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync(
            """
            UPDATE incident.incident SET position = CASE WHEN line % 2 = 0 THEN 'point' ELSE 'street' END;
            WITH v AS (INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('address', 2023, 'a', 'a', now(), 100) RETURNING vintage_id)
            INSERT INTO geo.address SELECT vintage_id, n, 'Gata', n, '', '', '', ST_SetSRID(ST_MakePoint(601500 + n, 6641500), 25832) FROM v, generate_series(1, 100) AS n;
            """);
        await using var connection = await database.Owner.OpenConnectionAsync();

        var data = await SurfaceReader.ReadAsync(connection, 2023, "total", default);
        var surface = HeatSurface.Compute(data, KernelShape.Quartic, 500);

        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident WHERE position = 'point'"), (long)surface.Incidents);
        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident WHERE position = 'street'"), surface.LeftOut);
        Assert.InRange(surface.Integral, surface.Incidents * 0.999, surface.Incidents * 1.001);
        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(residents) FROM geo.population"), data.Residents.Total, 6);
        Assert.Equal(1_100, data.Grid.Inside!.Count(inside => inside)); // eleven square kilometres
        Assert.InRange(surface.MaskedCells, 1_000, 1_099);
    }

    [PostgisFact]
    public async Task Without_addresses_or_with_an_unknown_theme_there_is_none()
    {
        await using var database = await cluster.NewCityAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();

        Assert.Equal(ProblemCode.BadArgument, (await Assert.ThrowsAsync<ProblemException>(() => SurfaceReader.ReadAsync(connection, 2023, "vann", default))).Code);
        Assert.Equal(ProblemCode.NothingToMeasure, (await Assert.ThrowsAsync<ProblemException>(() => SurfaceReader.ReadAsync(connection, 2023, "brann", default))).Code);
        await database.ExecuteAsync("UPDATE incident.incident SET position = 'point'");
        Assert.Equal(ProblemCode.MissingLayer, (await Assert.ThrowsAsync<ProblemException>(() => SurfaceReader.ReadAsync(connection, 2023, "brann", default))).Code);
    }
}
