using System.Net;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace PRIOslo.Bomiljo.BrowserTests.OpenServices;

[Collection("city")]
public sealed class TileTests(FilledCity city) : IDisposable
{
    private readonly ServiceClient _client = new(city.Served.Address);

    public void Dispose() => _client.Dispose();

    [BrowserFact]
    public async Task A_tile_holds_the_published_figures_of_its_areas()
    {
        var features = await TileAsync("/tiles/10/542/297.pbf?theme=brann&year=2023");
        var shown = features.Select(feature => feature.GetProperty("properties")).ToDictionary(properties => properties.GetProperty("area").GetString()!, StringComparer.Ordinal);
        var expected = await _client.AllAsync("/ogc/collections/delbydel/items?theme=brann&year=2023");
        Assert.Equal(24, shown.Count);
        Assert.All(shown, area =>
        {
            var same = expected.Single(feature => feature.GetProperty("properties").GetProperty("area").GetString() == area.Key).GetProperty("properties");
            Assert.Equal(same.GetProperty("suppressed").GetBoolean(), area.Value.GetProperty("suppressed").GetBoolean());
            var count = area.Value.TryGetProperty("count", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : (int?)null;
            Assert.Equal(same.GetProperty("count").ValueKind == JsonValueKind.Null ? null : same.GetProperty("count").GetInt32(), count);
        });
        Assert.Contains(shown.Values, properties => properties.GetProperty("suppressed").GetBoolean());
    }

    [BrowserTheory]
    [InlineData(4, 8, 4)]
    [InlineData(8, 135, 74)]
    [InlineData(10, 542, 297)]
    [InlineData(11, 1085, 595)]
    public async Task Neighbours_meet_without_a_gap_at_every_zoom(int zoom, int column, int row)
    {
        var areas = (await TileAsync($"/tiles/{zoom}/{column}/{row}.pbf?theme=brann&year=2023"))
            .Select(feature => Shape(feature.GetProperty("geometry"))).Where(shape => shape.Area > 0).ToList();
        Assert.NotEmpty(areas);
        // The city has no hole, so one in the union would be a gap between neighbours.
        var together = UnaryUnionOp.Union(areas);
        Assert.Equal(0, Enumerable.Range(0, together.NumGeometries).Sum(n => ((Polygon)together.GetGeometryN(n)).NumInteriorRings));
        Assert.Equal(areas.Sum(area => area.Area), together.Area, together.Area * 1e-9);
    }

    [BrowserFact]
    public async Task A_tile_of_the_present_release_may_be_kept_for_good_and_another_is_asked_for_again()
    {
        var template = (await _client.JsonAsync("/tiles/tiles.json?theme=brann&year=2023&level=bydel")).GetProperty("tiles")[0].GetString()!;
        var address = template.Replace("{z}", "10", StringComparison.Ordinal).Replace("{x}", "542", StringComparison.Ordinal).Replace("{y}", "297", StringComparison.Ordinal);
        using var now = await _client.Http.GetAsync(address);
        Assert.Equal("max-age=31536000, private, immutable", string.Join(", ", now.Headers.CacheControl!.ToString().Split(", ").OrderBy(part => part == "immutable")));
        using var old = await _client.Http.GetAsync(address[..^16] + "0123456789abcdef");
        Assert.True(old.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(now.Headers.ETag!);
        using var same = await _client.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [BrowserTheory]
    [InlineData("/tiles/10/0/0.pbf", HttpStatusCode.NoContent)]
    [InlineData("/tiles/15/0/0.pbf", HttpStatusCode.NotFound)]
    [InlineData("/tiles/1/2/0.pbf", HttpStatusCode.NotFound)]
    [InlineData("/tiles/1/0/-1.pbf", HttpStatusCode.NotFound)]
    [InlineData("/tiles/a/0/0.pbf", HttpStatusCode.NotFound)]
    [InlineData("/tiles/0/0/0.pbf?year=1900", HttpStatusCode.NotFound)]
    [InlineData("/tiles/0/0/0.pbf?level=by", HttpStatusCode.NotFound)]
    [InlineData("/tiles/0/0/0.pbf?tema=brann", HttpStatusCode.BadRequest)]
    [InlineData("/tiles/0/0/0.pbf?theme=ukjent", HttpStatusCode.NotFound)]
    [InlineData("/tiles/tiles.json?theme=ukjent", HttpStatusCode.NotFound)]
    public async Task An_empty_tile_is_204_and_what_is_no_tile_is_told(string path, HttpStatusCode status)
    {
        using var response = await _client.Http.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    /// <summary>A tile as GDAL reads it; coordinates are the tile's own, 0–4096.</summary>
    private async Task<List<JsonElement>> TileAsync(string path)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pbf");
        try
        {
            await File.WriteAllBytesAsync(file, await _client.Http.GetByteArrayAsync(path));
            var text = await ServiceClient.RunAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file, "-oo", "CLIP=NO");
            return [.. JsonSerializer.Deserialize<JsonElement>(text).GetProperty("features").EnumerateArray()];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Geometry Shape(JsonElement geometry)
    {
        var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [geometry.GetProperty("coordinates")] : geometry.GetProperty("coordinates").EnumerateArray().ToArray();
        return UnaryUnionOp.Union(polygons.Select(Geometry (polygon) => new Polygon(Ring(polygon[0]), [.. polygon.EnumerateArray().Skip(1).Select(Ring)])).ToList());
    }

    private static LinearRing Ring(JsonElement ring) => new([.. ring.EnumerateArray().Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))]);
}
