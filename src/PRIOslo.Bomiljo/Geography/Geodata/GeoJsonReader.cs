using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Reads a GeoJSON feature collection (RFC 7946, and its older form with a <c>crs</c> member).</summary>
internal static class GeoJsonReader
{
    /// <summary>Whole millimetres: what the site check measures on, so that it and the database agree exactly.</summary>
    private const int Decimals = 3;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), CoordinateTransform.StorageEpsg);

    /// <param name="json">The whole document.</param>
    /// <param name="epsg">The system of the coordinates; null takes the file's <c>crs</c>, else 4326.</param>
    /// <param name="shownAs">The file's name in messages.</param>
    /// <param name="otherwise">In place of 4326 where the file names no system.</param>
    /// <exception cref="ProblemException">BOM-501 not a feature collection, or it declares another known system; BOM-504 an unknown system.</exception>
    public static List<GeoFeature> Read(JsonDocument json, int? epsg, string shownAs, int? otherwise = null)
    {
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw new ProblemException(ProblemCode.BadGeodata, shownAs, "this is no GeoJSON feature collection.", "Export the layer as GeoJSON.");
        if (features.EnumerateArray().Any(feature => feature.ValueKind != JsonValueKind.Object))
            throw new ProblemException(ProblemCode.BadGeodata, shownAs, "its features are not all objects.", "Export the layer as GeoJSON.");
        var declared = DeclaredEpsg(root);
        var transform = CoordinateTransform.Create(epsg ?? declared ?? otherwise ?? 4326, CoordinateTransform.StorageEpsg);
        LayerPlausibility.DemandSameSystem(epsg, declared, shownAs);
        return [.. features.EnumerateArray().Select(feature => new GeoFeature(GeometryOf(feature, transform), PropertiesOf(feature)))];
    }

    /// <summary>Reads the polygons of a text that is a feature collection, a feature or a polygon.</summary>
    /// <param name="text">In WGS84, or the system that a collection's <c>crs</c> names.</param>
    /// <param name="shownAs">What the text is called in messages.</param>
    /// <exception cref="ProblemException">BOM-501 not such a text; BOM-504 an unknown system.</exception>
    public static List<Geometry> ReadPolygons(string text, string shownAs)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var type = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out var name) ? TextOf(name) : "";
            using var collection = JsonDocument.Parse(type switch
            {
                "Feature" => $$"""{"features":[{{text}}]}""",
                "Polygon" or "MultiPolygon" => $$"""{"features":[{"geometry":{{text}}}]}""",
                _ => text,
            });
            return PolygonsOf(Read(collection, epsg: null, shownAs));
        }
        catch (JsonException broken)
        {
            throw new ProblemException(ProblemCode.BadGeodata, shownAs, "this is not well-formed JSON.", "Draw it anew, or export the file again.", broken);
        }
    }

    public static List<Geometry> PolygonsOf(IEnumerable<GeoFeature> features) =>
        [.. features.Select(feature => feature.Geometry).OfType<Geometry>().Where(shape => shape is { Dimension: Dimension.Surface, IsEmpty: false })];

    private static int? DeclaredEpsg(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind != JsonValueKind.Object
            || !crs.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
            || !properties.TryGetProperty("name", out var name))
            return null;
        var text = TextOf(name);
        if (text.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase))
            return 4326;
        return int.TryParse(text[(text.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static Dictionary<string, string> PropertiesOf(JsonElement feature)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (feature.TryGetProperty("id", out var id))
            values["id"] = TextOf(id);
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
                values[property.Name] = TextOf(property.Value);
        }

        return values;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "",
    };

    private static Geometry? GeometryOf(JsonElement feature, CoordinateTransform transform)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
            return null;
        try
        {
            return Build(geometry, transform);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return null; // counted as dropped
        }
    }

    private static Geometry? Build(JsonElement geometry, CoordinateTransform transform)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Point" => Factory.CreatePoint(Position(coordinates)),
            "MultiPoint" => Factory.CreateMultiPoint([.. coordinates.EnumerateArray().Select(point => Factory.CreatePoint(Position(point)))]),
            "LineString" => Factory.CreateLineString(Line(coordinates)),
            "MultiLineString" => Factory.CreateMultiLineString([.. coordinates.EnumerateArray().Select(line => Factory.CreateLineString(Line(line)))]),
            "Polygon" => Polygon(coordinates),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(Polygon)]),
            _ => null,
        };

        Polygon Polygon(JsonElement rings)
        {
            var all = rings.EnumerateArray().Select(ring => Factory.CreateLinearRing(Closed(Line(ring)))).ToArray();
            return Factory.CreatePolygon(all[0], all[1..]);
        }

        Coordinate[] Line(JsonElement positions) => [.. positions.EnumerateArray().Select(Position)];

        Coordinate Position(JsonElement position)
        {
            var (east, north) = transform.Apply(position[0].GetDouble(), position[1].GetDouble());
            return double.IsFinite(east) && double.IsFinite(north)
                ? new Coordinate(Math.Round(east, Decimals), Math.Round(north, Decimals))
                : throw new FormatException("Beyond the projection's reach.");
        }
    }

    private static Coordinate[] Closed(Coordinate[] ring) =>
        ring.Length > 0 && !ring[0].Equals2D(ring[^1]) ? [.. ring, ring[0].Copy()] : ring;
}
