using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Geography;

[Collection("postgis")]
public sealed class RealBoundariesTests(PostgisCluster cluster)
{
    [RealBoundariesFact]
    public async Task The_real_boundaries_hold_96_areas_5_of_them_invalid_and_184_overlapping_pairs()
    {
        await using var database = await cluster.NewDatabaseAsync();

        var report = await database.ImportLayerAsync(RealBoundaries.Path!);

        Assert.Equal((96, 5, 0), (report.Features, report.Repaired, report.Dropped));
        Assert.Equal(184, report.Overlaps.Pairs);
        Assert.InRange(report.Overlaps.AreaM2, 172_628, 172_630);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.area WHERE NOT ST_IsValid(geom)"));
        Assert.Equal(184, await database.ScalarAsync<long>(
            "SELECT count(*) FROM geo.area a JOIN geo.area b ON a.code < b.code AND ST_Intersects(a.geom, b.geom) WHERE ST_Area(ST_Intersection(a.geom, b.geom)) > 1"));
        Assert.Equal((double)report.Gaps.AreaM2, await database.ScalarAsync<double>(
            """
            SELECT sum(ST_Area(hole)) FROM (SELECT (ST_Dump(ST_Union(geom))).geom AS part FROM geo.area) u
            CROSS JOIN LATERAL generate_series(1, ST_NumInteriorRings(part)) AS n
            CROSS JOIN LATERAL ST_MakePolygon(ST_InteriorRingN(part, n)) AS hole WHERE ST_Area(hole) > 1
            """), 1.0);
    }

    /// <summary>Half of the points lie near borders, where overlaps and slivers are; some lie outside.</summary>
    [RealBoundariesFact]
    public async Task Hundred_thousand_incidents_are_placed_as_plain_postgis_places_them()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(RealBoundaries.Path!);
        var points = await PointsAsync(database, 100_000);
        var path = folder.Write("hundred-thousand.csv", points.Select((point, at) => WasteFile.Row(at + 1, 2023, point.X, point.Y)));

        var report = await database.ImportAsync(path);

        Assert.Equal((100_000, 100_000, 0), (report.Read, report.Accepted, report.Rejected));
        Assert.Equal(report.Accepted, report.Placed + report.Unplaced + report.Outside);
        await database.DemandSumsAsync();

        const string plain =
            """
            CREATE TABLE plain AS
            WITH hull AS MATERIALIZED (SELECT ST_ConvexHull(ST_Collect(geom)) AS geom FROM geo.area)
            SELECT i.line, covering.code IS NOT NULL AS covered, coalesce(covering.code, near.code) AS code,
                   CASE WHEN covering.code IS NOT NULL OR near.code IS NOT NULL THEN 'placed' WHEN inside THEN 'unplaced' ELSE 'outside' END AS outcome
            FROM incident.incident i
            CROSS JOIN LATERAL (SELECT ST_Covers(hull.geom, i.point) AS inside FROM hull) h
            LEFT JOIN LATERAL (SELECT min(a.code) AS code FROM geo.area a WHERE ST_Covers(a.geom, i.point)) covering ON true
            LEFT JOIN LATERAL (SELECT a.code FROM geo.area a WHERE covering.code IS NULL AND inside AND ST_DWithin(a.geom, i.point, 10)
                               ORDER BY ST_Distance(a.geom, i.point), a.code LIMIT 1) near ON true
            """;
        await database.ExecuteAsync(plain);
        const string compared =
            """
            SELECT coalesce(string_agg(format('%s: program %s, PostGIS %s', code, ours, theirs), E'\n' ORDER BY code), '')
            FROM (SELECT coalesce(delbydel, outcome) AS code, count(*) AS ours FROM incident.placed GROUP BY 1) o
            FULL JOIN (SELECT coalesce(code, outcome) AS code, count(*) AS theirs FROM plain GROUP BY 1) t USING (code)
            WHERE ours IS DISTINCT FROM theirs
            """;
        Assert.Equal("", await database.ScalarAsync<string>(compared));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM plain JOIN incident.placed p USING (line) WHERE (plain.code, plain.outcome, plain.covered) IS DISTINCT FROM (p.delbydel, p.outcome, p.method = 'polygon')"));

        // The comparison means something only if every case occurs.
        Assert.Equal(96, await database.ScalarAsync<long>("SELECT count(DISTINCT code) FROM plain"));
        Assert.True(await database.ScalarAsync<bool>("SELECT min(n) > 50 FROM (SELECT count(*) AS n FROM incident.placed GROUP BY outcome, method) cases"));
        Assert.True(await database.ScalarAsync<long>("SELECT count(*) FROM plain JOIN incident.incident i USING (line) WHERE 1 < (SELECT count(*) FROM geo.area a WHERE ST_Covers(a.geom, i.point))") > 500);
    }

    private static async Task<List<Coordinate>> PointsAsync(TestDatabase database, int count)
    {
        var vertices = new List<Coordinate>();
        var box = new Envelope();
        await using (var command = database.Owner.CreateCommand("SELECT geom FROM geo.area ORDER BY code"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                vertices.AddRange(reader.GetFieldValue<Geometry>(0).Coordinates);
                box.ExpandToInclude(reader.GetFieldValue<Geometry>(0).EnvelopeInternal);
            }
        }

        var random = new Random(20230101);
        return [.. Enumerable.Range(0, count).Select(at => (at % 10) switch
        {
            < 5 => Near(8),
            < 9 => Near(400),
            _ => new Coordinate(box.MinX + (random.NextDouble() * box.Width), box.MinY + (random.NextDouble() * box.Height)),
        })];

        Coordinate Near(double metres)
        {
            var vertex = vertices[random.Next(vertices.Count)];
            return new(vertex.X + ((random.NextDouble() - 0.5) * 2 * metres), vertex.Y + ((random.NextDouble() - 0.5) * 2 * metres));
        }
    }
}
