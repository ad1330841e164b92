using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Points, polygons and their multiples between GeoJSON (RFC 7946 §3.1) and geometry.</summary>
internal static class GeoJsonGeometry
{
    /// <exception cref="RowProblemException">Another type, or positions that are no point or ring.</exception>
    public static Geometry Read(JsonElement element, CoordinateTransform transform)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("type", out var type)
            || !element.TryGetProperty("coordinates", out var coordinates))
            throw Wrong();

        return type.ToString() switch
        {
            "Point" => new Point(Position(coordinates, transform)),
            "Polygon" => ReadPolygon(coordinates, transform),
            "MultiPolygon" => new MultiPolygon([.. List(coordinates).Select(part => ReadPolygon(part, transform))]),
            _ => throw Wrong(),
        };
    }

    public static void Write(Utf8JsonWriter json, Geometry geometry, CoordinateTransform transform)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType);
        json.WritePropertyName("coordinates");
        switch (geometry)
        {
            case Point point:
                WritePosition(json, point.Coordinate, transform);
                break;
            case Polygon polygon:
                WritePolygon(json, polygon, transform);
                break;
            default:
                json.WriteStartArray();
                for (var part = 0; part < geometry.NumGeometries; part++)
                    WritePolygon(json, (Polygon)geometry.GetGeometryN(part), transform);
                json.WriteEndArray();
                break;
        }

        json.WriteEndObject();
    }

    private static Polygon ReadPolygon(JsonElement rings, CoordinateTransform transform)
    {
        LinearRing[] read = [.. List(rings).Select(ring => ReadRing(ring, transform))];
        return read.Length > 0 ? new Polygon(read[0], read[1..]) : throw Wrong();
    }

    private static LinearRing ReadRing(JsonElement positions, CoordinateTransform transform)
    {
        Coordinate[] ring = [.. List(positions).Select(position => Position(position, transform))];
        return ring.Length >= 4 && ring[0].Equals2D(ring[^1]) ? new LinearRing(ring) : throw Wrong();
    }

    private static Coordinate Position(JsonElement element, CoordinateTransform transform)
    {
        if (element.ValueKind != JsonValueKind.Array
            || element.GetArrayLength() < 2
            || element[0].ValueKind != JsonValueKind.Number
            || element[1].ValueKind != JsonValueKind.Number)
            throw Wrong();

        var (x, y) = (element[0].GetDouble(), element[1].GetDouble());
        if (CoordinateOrder.IsSwappedDegrees(x, y))
            throw new RowProblemException("geometry", CoordinateOrder.DegreesRemedy);
        if (CoordinateOrder.IsSwappedMetres(x, y))
            throw new RowProblemException("geometry", CoordinateOrder.MetresRemedy);
        var (east, north) = transform.Apply(x, y);
        if (CoordinateOrder.IsDegrees(x, y) && !(north >= CoordinateOrder.SouthernmostNorthMetres))
            throw new RowProblemException("geometry", CoordinateOrder.NotMetresRemedy);
        return new Coordinate(east, north);
    }

    private static JsonElement.ArrayEnumerator List(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Wrong();

    private static RowProblemException Wrong() => new("geometry", "this is not a point or a closed polygon.");

    private static void WritePolygon(Utf8JsonWriter json, Polygon polygon, CoordinateTransform transform)
    {
        json.WriteStartArray();
        foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
        {
            json.WriteStartArray();
            foreach (var vertex in ring.Coordinates)
                WritePosition(json, vertex, transform);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Seven decimals of a degree are about a centimetre.</summary>
    private static void WritePosition(Utf8JsonWriter json, Coordinate vertex, CoordinateTransform transform)
    {
        var (x, y) = transform.Apply(vertex.X, vertex.Y);
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(x, 7));
        json.WriteNumberValue(Math.Round(y, 7));
        json.WriteEndArray();
    }
}
