using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Sites as GeoJSON: points and polygons, WGS84 (RFC 7946) or the system that an older <c>crs</c> member names.</summary>
/// <remarks>The site's name is the feature's <c>id</c>, else its property <c>site</c>; properties <c>group</c> and <c>units</c> are optional.</remarks>
internal static class SiteGeoJson
{
    public static SiteFile Read(string path, string text)
    {
        using var document = Parse(path, text);
        var transform = CoordinateTransform.Create(EpsgOf(path, document.RootElement), CoordinateTransform.StorageEpsg);
        if (!document.RootElement.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw Wrong(path, "this is no FeatureCollection.");

        var (sites, problems) = (new List<Site>(), new List<SiteProblem>());
        foreach (var (index, feature) in features.EnumerateArray().Index())
        {
            try
            {
                sites.Add(SiteOf(feature, transform) with { Line = index + 1 });
            }
            catch (RowProblemException problem)
            {
                problems.Add(problem.At(index + 1));
            }
        }

        return new SiteFile(sites, problems);
    }

    private static Site SiteOf(JsonElement feature, CoordinateTransform transform)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry))
            throw new RowProblemException("geometry", "this is no feature with a geometry.");
        var properties = feature.TryGetProperty("properties", out var found) ? found : default;
        return new Site(
            SiteValues.Id(Text(feature, "id") ?? Text(properties, "site") ?? Text(properties, "id"), "id"),
            SiteValues.Place(GeoJsonGeometry.Read(geometry, transform), "geometry"),
            SiteValues.Group(Text(properties, "group")),
            SiteValues.Units(Text(properties, "units")));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    private static int EpsgOf(string path, JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null)
            return 4326;

        var name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties)
            ? Text(properties, "name") ?? ""
            : "";
        if (name.EndsWith("CRS84", StringComparison.Ordinal))
            return 4326;
        return int.TryParse(name.AsSpan(name.LastIndexOf(':') + 1), CultureInfo.InvariantCulture, out var epsg) ? epsg : throw Wrong(path, "the member crs names no EPSG code.");
    }

    private static JsonDocument Parse(string path, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException failure)
        {
            throw Wrong($"{path} line {(failure.LineNumber ?? 0) + 1}", "this is not well-formed JSON.", failure);
        }
    }

    private static ProblemException Wrong(string place, string what, Exception? inner = null) => new(
        ProblemCode.BadSites, place, what, "Give a GeoJSON FeatureCollection of points or polygons, in WGS84 or with a crs.", inner);
}
