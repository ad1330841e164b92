using Npgsql;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.PostgisTests.Geography;

/// <summary>The database transforms with PROJ; what files are transformed with must agree.</summary>
[Collection("postgis")]
public sealed class PostgisTransformTests(PostgisCluster cluster)
{
    private const int Points = 400;

    [PostgisTheory]
    [InlineData(25832, 0.01)]
    [InlineData(25833, 0.01)]
    [InlineData(4326, 0.01)]
    [InlineData(3857, 0.01)]
    [InlineData(5110, 0.01)]
    [InlineData(27393, 1)] // over seven parameters whose own accuracy is 3 m
    public async Task Points_all_over_the_city_land_where_the_database_puts_them(int epsg, double withinMetres)
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var command = database.Owner.CreateCommand(
            """
            WITH drawn AS (
                SELECT ST_SetSRID(ST_MakePoint(570000 + 55000 * random(), 6620000 + 55000 * random()), 25832) AS point
                FROM (SELECT setseed(0.5)) AS seed, generate_series(1, @points)
            ), given AS (
                SELECT ST_Transform(point, @epsg) AS point FROM drawn
            )
            SELECT ST_X(point), ST_Y(point), ST_X(ST_Transform(point, 25832)), ST_Y(ST_Transform(point, 25832)) FROM given
            """);
        command.Parameters.AddWithValue("points", Points);
        command.Parameters.AddWithValue("epsg", epsg);
        var transform = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg);
        var furthestMetres = 0.0;
        var read = 0;
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (east, north) = transform.Apply(row.GetDouble(0), row.GetDouble(1));
            furthestMetres = Math.Max(furthestMetres, Math.Sqrt(Math.Pow(east - row.GetDouble(2), 2) + Math.Pow(north - row.GetDouble(3), 2)));
            read++;
        }

        Assert.Equal(Points, read);
        Assert.True(furthestMetres <= withinMetres, $"EPSG:{epsg}: {furthestMetres:0.0000} m off");
    }
}
