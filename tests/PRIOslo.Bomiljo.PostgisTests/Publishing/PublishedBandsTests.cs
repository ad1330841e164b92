using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Publishing.Bands;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("postgis")]
public class PublishedBandsTests(PostgisCluster cluster)
{
    // Addresses and homes 100 m apart all over, and every incident at a point.
    private const string Homes =
        """
        UPDATE geo.population SET residents = 4000;
        UPDATE incident.incident SET position = 'point', point = ST_Translate(point, 150 * (line % 6) - 300, 150 * (line / 6 % 6) - 300);
        WITH v AS (
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            SELECT layer, 2018, layer, '', now(), 1 FROM unnest(ARRAY['address', 'building']) AS layer RETURNING vintage_id, layer),
        spot AS (SELECT row_number() OVER ()::int AS no, ST_SetSRID(ST_MakePoint(600050 + 100 * e, 6641050 + 100 * n), 25832) AS geom
                 FROM generate_series(0, 59) AS e, generate_series(0, 29) AS n),
        address AS (INSERT INTO geo.address (vintage_id, feature_no, street, number, geom) SELECT vintage_id, no, 'V', no, geom FROM v, spot WHERE layer = 'address')
        INSERT INTO geo.building (vintage_id, feature_no, kind, dwellings, geom) SELECT vintage_id, no, 'residential', 1, geom FROM v, spot WHERE layer = 'building';
        """;

    [PostgisFact]
    public async Task Bands_are_published_beside_the_figures_and_none_within_reach_of_a_hidden_one()
    {
        await using var database = await CityAsync();
        Assert.NotEmpty(await database.RowsAsync("SELECT theme FROM published.surface_band"));
        Assert.Contains("forsopling 0", await database.RowsAsync("SELECT theme, left_out_percent FROM published.surface"));
        Assert.DoesNotContain("total", await database.RowsAsync("SELECT theme FROM published.surface"));
        Assert.NotEqual(0, await database.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE suppressed AND level = 'delbydel' AND theme <> 'total'"));
        // A band's cell has its middle half a side inside; what lies nearer than the reach to that middle is told.
        Assert.Equal(0, await database.ScalarAsync<long>(
            $"""
            SELECT count(*) FROM published.surface_band b
            JOIN published.figure f USING (year, version, theme)
            JOIN geo.area a ON a.code = f.area AND f.level = 'delbydel' AND f.suppressed
            WHERE ST_Area(ST_Intersection(ST_Transform(b.geom, 25832), ST_Buffer(a.geom, {SurfaceBands.ReachMetres - SurfaceBands.CellMetres}))) > 100
            """));
    }

    [PostgisFact]
    public async Task Hidden_incidents_may_lie_anywhere_and_the_same_bands_go_out()
    {
        await using var database = await CityAsync();
        const string bands = "SELECT theme, band, cells, md5(geom::text) FROM published.surface_band ORDER BY 1, 2";
        var before = await database.RowsAsync(bands);
        await database.ExecuteAsync(
            """
            UPDATE incident.incident i SET point = ST_Translate(i.point, 41, -37)
            FROM incident.category c, published.figure f
            WHERE c.category = i.category AND f.theme = c.theme AND f.level = 'delbydel' AND f.area = i.place_delbydel AND f.suppressed
            """);
        await database.PublishAsync();

        Assert.Equal(before, await database.RowsAsync(bands));
    }

    [PostgisFact]
    public async Task A_theme_most_of_whose_incidents_have_no_point_has_no_squares()
    {
        await using var database = await CityAsync();
        await database.ExecuteAsync("UPDATE incident.incident SET position = 'area' WHERE category LIKE 'forsopling%' AND line % 3 > 0");
        await database.PublishAsync();

        Assert.DoesNotContain("forsopling", await database.RowsAsync("SELECT theme FROM published.surface"));
        Assert.Contains("brann", await database.RowsAsync("SELECT theme FROM published.surface"));
    }

    /// <summary>Left are the delbydeler that never had any: squares of the lowest band alone.</summary>
    [PostgisFact]
    public async Task A_theme_whose_incidents_a_retention_rule_has_deleted_has_no_squares()
    {
        await using var database = await CityAsync();
        Assert.Contains("forsopling", await database.RowsAsync("SELECT theme FROM published.surface"));
        await database.ExecuteAsync("DELETE FROM incident.incident WHERE category LIKE 'forsopling%'");
        await database.PublishAsync();

        Assert.DoesNotContain("forsopling", await database.RowsAsync("SELECT theme FROM published.surface"));
        Assert.Contains("brann", await database.RowsAsync("SELECT theme FROM published.surface"));
    }

    [PostgisFact]
    public async Task The_rates_behind_bands_are_per_the_releases_residents()
    {
        await using var database = await CityAsync();
        const string bands = "SELECT theme, band, cells, md5(geom::text) FROM published.surface_band ORDER BY 1, 2";
        var before = await database.RowsAsync(bands);
        await database.ExecuteAsync("UPDATE geo.population SET residents = 1 + 900 * (code::int % 7)");
        await database.PublishAsync();

        Assert.Equal(before, await database.RowsAsync(bands));
    }

    private async Task<TestDatabase> CityAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync(Homes);
        await database.MeasureAsync();
        await database.PublishAsync();
        return database;
    }
}
