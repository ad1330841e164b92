using System.Globalization;
using System.Text;
using System.Text.Json;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>The form of a screening's result file.</summary>
public enum ScreeningFormat
{
    Csv,

    /// <summary>WGS84, one feature a site and group.</summary>
    GeoJson,

    /// <summary><c>{sites: […]}</c>, each as <c>site check --json</c> gives it.</summary>
    Json,
}

/// <summary>Writes screening results as they come, so that memory does not grow with the number of sites.</summary>
public static class ScreeningWriter
{
    /// <summary>Writes the whole file or none of it.</summary>
    /// <param name="path">Replaced where it exists.</param>
    /// <param name="format">The file's form.</param>
    /// <param name="sites">The sites checked.</param>
    /// <param name="reports">One a site, in the same order.</param>
    /// <exception cref="ProblemException">BOM-004: the file cannot be written.</exception>
    public static void Write(string path, ScreeningFormat format, IReadOnlyList<Site> sites, IEnumerable<SiteReport> reports)
    {
        var unfinished = path + ".part";
        try
        {
            using (var stream = File.Create(unfinished))
                Write(stream, format, sites, reports);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                ProblemCode.CannotWriteFile, path, "the result cannot be written.", "Check the folder, its rights and the space left.", failure);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }

    /// <inheritdoc cref="Write(string, ScreeningFormat, IReadOnlyList{Site}, IEnumerable{SiteReport})"/>
    public static void Write(Stream stream, ScreeningFormat format, IReadOnlyList<Site> sites, IEnumerable<SiteReport> reports)
    {
        if (format == ScreeningFormat.Csv)
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            ScreeningCsv.Write(text, reports);
            return;
        }

        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = SiteJson.Options.Encoder });
        json.WriteStartObject();
        if (format == ScreeningFormat.GeoJson)
            json.WriteString("type", "FeatureCollection");
        json.WriteStartArray(format == ScreeningFormat.GeoJson ? "features" : "sites");
        foreach (var (site, report) in sites.Zip(reports))
        {
            if (format == ScreeningFormat.GeoJson)
                WriteFeatures(json, site, report);
            else
                JsonSerializer.Serialize(json, report, SiteJson.Options);
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeatures(Utf8JsonWriter json, Site site, SiteReport report)
    {
        var toDegrees = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326);
        foreach (var group in report.Groups)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WritePropertyName("geometry");
            GeoJsonGeometry.Write(json, site.Geometry, toDegrees);
            json.WriteStartObject("properties");
            json.WriteString("site", report.Site);
            json.WriteNumber("east", report.East);
            json.WriteNumber("north", report.North);
            json.WriteString("delbydel", report.Delbydel?.Code);
            json.WriteString("group", group.Group);
            json.WriteString("verdict", ScreeningReasons.Code(group.Verdict));
            WriteNumber("score", group.Score);
            json.WriteString("reasons", ScreeningReasons.Of(group, CultureInfo.InvariantCulture));
            foreach (var (metric, value) in report.Metrics)
                WriteNumber(metric, value);
            WriteNumber("units", report.Units);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        void WriteNumber(string name, double? value)
        {
            if (value is { } known)
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }
    }
}
