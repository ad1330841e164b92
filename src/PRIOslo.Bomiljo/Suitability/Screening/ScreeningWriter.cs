using System.Globalization;
using System.Text;
using System.Text.Json;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Overrides;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>The form of a screening's result file.</summary>
public enum ScreeningFormat
{
    Csv,

    /// <summary>WGS84, one feature a site and group; of a grid one square a cell (<see cref="GridMap"/>).</summary>
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
    /// <param name="result">The screening.</param>
    /// <param name="gridMetres">Side of the grid's cells where the sites are one; null where they are not.</param>
    /// <param name="overrides">What people decided, beside the computed verdicts; null: nothing is told.</param>
    /// <exception cref="ProblemException">BOM-004: the file cannot be written.</exception>
    public static void Write(string path, ScreeningFormat format, ScreeningResult result, int? gridMetres = null, SiteOverrides? overrides = null)
    {
        var unfinished = path + ".part";
        try
        {
            using (var stream = File.Create(unfinished))
                Write(stream, format, result, gridMetres, overrides);
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

    /// <inheritdoc cref="Write(string, ScreeningFormat, ScreeningResult, int?, SiteOverrides?)"/>
    public static void Write(Stream stream, ScreeningFormat format, ScreeningResult result, int? gridMetres = null, SiteOverrides? overrides = null)
    {
        if (format == ScreeningFormat.Csv)
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            ScreeningCsv.Write(text, result, overrides ?? SiteOverrides.None);
            return;
        }

        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = SiteJson.Options.Encoder });
        json.WriteStartObject();
        if (format == ScreeningFormat.GeoJson)
            json.WriteString("type", "FeatureCollection");
        json.WriteStartArray(format == ScreeningFormat.GeoJson ? "features" : "sites");
        if (format == ScreeningFormat.GeoJson && gridMetres is { } side)
            GridMap.Write(json, result, side);
        else
            WriteSites(json, format, result, overrides ?? SiteOverrides.None);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSites(Utf8JsonWriter json, ScreeningFormat format, ScreeningResult result, SiteOverrides overrides)
    {
        var rows = new ScreeningRows(result, CultureInfo.InvariantCulture);
        for (var site = 0; site < result.Sites.Count; site++)
        {
            if (format == ScreeningFormat.GeoJson)
                WriteFeatures(json, result, rows, overrides, site);
            else
                JsonSerializer.Serialize(json, SiteReporting.Of(result, site, overrides), SiteJson.Options);
            json.Flush();
        }
    }

    private static void WriteFeatures(Utf8JsonWriter json, ScreeningResult result, ScreeningRows rows, SiteOverrides overrides, int number)
    {
        var toDegrees = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326);
        var (site, inner) = (result.Sites[number], result.Sites[number].Geometry.InteriorPoint);
        foreach (var group in result.GroupsOf(number))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WritePropertyName("geometry");
            GeoJsonGeometry.Write(json, site.Geometry, toDegrees);
            json.WriteStartObject("properties");
            json.WriteString("site", site.Id);
            json.WriteNumber("east", Math.Round(inner.X, 3));
            json.WriteNumber("north", Math.Round(inner.Y, 3));
            json.WriteString("delbydel", result.Places[number].Delbydel?.Code);
            json.WriteString("group", result.Book.Groups[group].ToString());
            json.WriteString("verdict", Codes.Of(result.Verdict(number, group)));
            WriteNumber("score", SiteReporting.RoundToTenth(result.Score(number, group)));
            json.WriteString("reasons", rows.Reasons(number, group));
            foreach (var (metric, value) in MetricDefinition.All.Zip(ScreeningRows.Metrics(result.Metrics[number])))
                WriteNumber(metric.Name, value);
            WriteNumber("units", site.Units);
            var (known, deciding) = result.Book.Known(group, result.Outcomes(number));
            WriteNumber("rules_known", known);
            WriteNumber("rules_deciding", deciding);
            var decision = overrides.Find(site.Geometry, result.Book.Groups[group].ToString());
            json.WriteString("override_verdict", decision is null ? null : Codes.Of(decision.Verdict));
            json.WriteString("override_by", decision?.DecidedBy);
            json.WriteString("override_reason", decision?.Reason);
            json.WriteString("override_date", decision?.DecidedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            WriteNumber("override_units", decision?.Units);
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
