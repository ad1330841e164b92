using System.Globalization;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

/// <summary>Made-up layers in a square of 3 km, drawn by the database from a seed. Coordinates are whole centimetres.</summary>
internal static class SeededTown
{
    /// <summary>
    /// Points on a lattice of five metres (whose distances meet the radii exactly), points, rectangles, triangles and blocks
    /// with a courtyard.
    /// </summary>
    private const string RandomShape =
        """
        CROSS JOIN LATERAL (SELECT n + 597000 + round((random() * 3000)::numeric, 2)::float8 - n AS x,
                                   n + 6642000 + round((random() * 3000)::numeric, 2)::float8 - n AS y,
                                   n + 4 + floor(random() * 60) - n AS w, n + 4 + floor(random() * 60) - n AS h) r
        CROSS JOIN LATERAL (SELECT ST_SetSRID(CASE n % 5
            WHEN 0 THEN ST_MakePoint(round(x / 5) * 5, round(y / 5) * 5)
            WHEN 1 THEN ST_MakePoint(round(x::numeric, 2)::float8, round(y::numeric, 2)::float8)
            WHEN 2 THEN ST_MakeEnvelope(x, y, x + w, y + h)
            WHEN 3 THEN ST_MakePolygon(ST_MakeLine(ARRAY[ST_MakePoint(x, y), ST_MakePoint(x + w, y + 3), ST_MakePoint(x + 2, y + h), ST_MakePoint(x, y)]))
            ELSE ST_Difference(ST_MakeEnvelope(x, y, x + w, y + h), ST_MakeEnvelope(x + 1, y + 1, x + w - 1, y + h - 1))
        END, 25832) AS drawn) d
        CROSS JOIN LATERAL (SELECT ST_SnapToGrid(drawn, 0.01) AS geom) s
        """;

    public static async Task<int> AddVintageAsync(this TestDatabase database, string layer, int year, string importedAt = "2025-02-03 23:30+00") =>
        await database.ScalarAsync<int>(string.Create(CultureInfo.InvariantCulture,
            $"""
            UPDATE geo.vintage SET superseded_at = now() WHERE layer = '{layer}' AND year = {year};
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('{layer}', {year}, 'made-up', '', '{importedAt}', 1) RETURNING vintage_id;
            """));

    public static async Task AddBuildingsAsync(this TestDatabase database, int count)
    {
        var vintage = await database.AddVintageAsync("building", 2024);
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            SELECT setseed(0.1);
            INSERT INTO geo.building (vintage_id, feature_no, kind, dwellings, geom)
            SELECT {vintage}, n, kind, CASE WHEN kind = 'residential' THEN n % 37 ELSE 0 END, geom
            FROM generate_series(1, {count}) AS n {RandomShape}
            CROSS JOIN LATERAL (SELECT (ARRAY['residential', 'residential', 'business', 'school', 'outbuilding', 'other', 'residential'])[1 + n % 7] AS kind) k
            """));
    }

    public static async Task AddFeaturesAsync(this TestDatabase database, string layer, int count)
    {
        var vintage = await database.AddVintageAsync(layer, 2024);
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            SELECT setseed(0.{vintage});
            INSERT INTO geo.feature (vintage_id, feature_no, geom)
            SELECT {vintage}, n, geom FROM generate_series(1, {count}) AS n {RandomShape}
            """));
    }

    /// <summary>One delbydel, «0101 Midten», that reaches 1 km beyond the square.</summary>
    public static async Task AddDelbydelAsync(this TestDatabase database)
    {
        var vintage = await database.AddVintageAsync("delbydel", 2024);
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO geo.area VALUES ({vintage}, '0101', 'Midten', '01', ST_Multi(ST_MakeEnvelope(596000, 6641000, 601000, 6646000, 25832)))"));
    }

    /// <summary>What law and plan say: the forest begins beyond the square, and a plan for homes reaches over all of it.</summary>
    public static async Task AddForestAndPlanAsync(this TestDatabase database)
    {
        var (forest, plan) = (await database.AddVintageAsync("marka", 2024), await database.AddVintageAsync("plan", 2024));
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            INSERT INTO geo.area VALUES ({forest}, '1701', 'Marka', '17', ST_Multi(ST_MakeEnvelope(596000, 6646000, 601000, 6650000, 25832)));
            INSERT INTO geo.feature (vintage_id, feature_no, kind, geom) VALUES ({plan}, 1, 'homes', ST_MakeEnvelope(596000, 6641000, 601000, 6646000, 25832));
            """));
    }

    /// <summary>A table <c>site (n, geom)</c> of sites drawn as the buildings are.</summary>
    public static Task AddSitesAsync(this TestDatabase database, int count) => database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $"""
        SELECT setseed(0.7);
        CREATE TABLE public.site AS SELECT n, geom FROM generate_series(1, {count}) AS n {RandomShape}
        """));
}
