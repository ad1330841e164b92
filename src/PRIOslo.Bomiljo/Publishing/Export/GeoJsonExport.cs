using System.Text.Json;
using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>GeoJSON (RFC 7946, WGS84): one feature per area and theme; a suppressed value is null and <c>suppressed</c> is true.</summary>
public static class GeoJsonExport
{
    private const int Decimals = 6; // about ten centimetres

    public static async Task WriteAsync(Stream stream, IEnumerable<ExportRow> rows, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var row in rows)
        {
            WriteFeature(json, row);
            await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", $"{row.Year}-{row.Level}-{row.Area}-{row.Theme}");
        json.WriteStartObject("properties");
        json.WriteNumber("year", row.Year);
        json.WriteString("level", row.Level);
        json.WriteString("area", row.Area);
        json.WriteString("area_name", row.AreaName);
        json.WriteString("bydel", row.Bydel);
        json.WriteString("theme", row.Theme);
        WriteNumber("count", row.Count);
        WriteNumber("denominator", row.Denominator);
        WriteNumber("rate", row.Rate);
        json.WriteNumber("rate_per", row.RatePer);
        WriteNumber("rate_low", row.RateLow);
        WriteNumber("rate_high", row.RateHigh);
        WriteNumber("rate_eb", row.Statistics.RateEb);
        WriteNumber("change", row.Statistics.Change);
        WriteNumber("change_p", row.Statistics.ChangeP);
        WriteNumber("change_q", row.Statistics.ChangeQ);
        WriteNumber("gi_z", row.Statistics.GiZ);
        WriteNumber("gi_p", row.Statistics.GiP);
        WriteNumber("gi_q", row.Statistics.GiQ);
        json.WriteString("lisa", row.Statistics.Lisa);
        WriteNumber("lisa_p", row.Statistics.LisaP);
        json.WriteBoolean("suppressed", row.Suppressed);
        json.WriteString("change_class", row.Statistics.ChangeClass);
        json.WriteString("trend_class", row.Statistics.TrendClass);
        json.WriteString("rate_class", row.Statistics.RateClass);
        json.WriteString("hotspot_class", row.Statistics.HotspotClass);
        foreach (var (name, value) in row.Further)
        {
            if (value is bool flag)
                json.WriteBoolean(name, flag);
            else if (value is string text)
                json.WriteString(name, text);
            else
                WriteNumber(name, value as double?);
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        if (row.Geometry is MultiPolygon polygons)
            WritePolygons(json, polygons);
        else
            json.WriteNullValue();
        json.WriteEndObject();

        void WriteNumber(string name, double? value)
        {
            if (value is { } known)
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }
    }

    private static void WritePolygons(Utf8JsonWriter json, MultiPolygon polygons)
    {
        json.WriteStartObject();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons.Geometries.Cast<Polygon>())
        {
            json.WriteStartArray();
            WriteRing(polygon.Shell, counterclockwise: true);
            foreach (var hole in polygon.Holes)
                WriteRing(hole, counterclockwise: false);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteRing(LinearRing ring, bool counterclockwise)
        {
            json.WriteStartArray();
            foreach (var at in ring.IsCCW == counterclockwise ? ring.Coordinates : ring.Reverse().Coordinates)
            {
                json.WriteStartArray();
                json.WriteNumberValue(Math.Round(at.X, Decimals));
                json.WriteNumberValue(Math.Round(at.Y, Decimals));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }
}
