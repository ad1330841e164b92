using System.Text.Json;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/kart/flate.geojson?tema&amp;aar</c>: where a theme's incidents of a year lie close, one feature a band with the property
/// <c>band</c> (1 lowest, to 3). Empty where none is published. The ETag holds the shown releases.</summary>
public static class BandsEndpoint
{
    public const string Path = "/kart/flate.geojson";

    public static void MapBands(this IEndpointRouteBuilder routes) => routes.MapGet(Path, GetAsync);

    private static async Task GetAsync(string? tema, int? aar, HttpContext context, PublishedCache cache, CancellationToken cancel)
    {
        if (aar is not { } year || (await cache.ShownAsync(cancel)).Releases.All(release => release.Year != year)
            || (await cache.ThemesAsync(cancel)).All(theme => theme.Theme != tema))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var key = FormattableString.Invariant($"bands {year} {tema}");
        var answer = await cache.GetAsync(key, async (connection, now, read) =>
            PreparedAnswer.Of(now.Stamp + key, Write(await new PublishedReader(connection).BandsAsync(year, tema!, read)), "application/geo+json"), prepared => prepared.Bytes, cancel);
        await answer.SendAsync(context, "private, no-cache");
    }

    private static byte[] Write(IReadOnlyList<PublishedBand> bands)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var band in bands)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WritePropertyName("geometry");
                json.WriteRawValue(band.GeoJson, skipInputValidation: true);
                json.WriteStartObject("properties");
                json.WriteNumber("band", band.Band);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
