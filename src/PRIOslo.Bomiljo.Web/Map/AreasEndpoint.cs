using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/kart/omrader.geojson?tema&amp;aar&amp;niva</c>: the areas of a year with a theme's figures, published ones only.</summary>
/// <remarks>Properties: <c>code, name, kind</c> (shown, hidden, no-residents), <c>class</c> (the palette's colour, 0 lightest to 4; −1 for none),
/// <c>rate, count</c> (null where hidden). The ETag holds the shown releases, so a reader asks again at no cost.</remarks>
public static class AreasEndpoint
{
    public static void MapAreas(this IEndpointRouteBuilder routes) => routes.MapGet("/kart/omrader.geojson", GetAsync);

    private static Task<IResult> GetAsync(
        string? tema, int? aar, string? niva, HttpContext context, PersonDatabase database, CancellationToken cancel) =>
        database.AskAsync(connection => AnswerAsync(tema, aar, niva, context, new PublishedReader(connection), cancel), cancel);

    private static async Task<IResult> AnswerAsync(
        string? tema, int? aar, string? niva, HttpContext context, PublishedReader reader, CancellationToken cancel)
    {
        var releases = await reader.ReleasesAsync(cancel);
        if (niva is not (MapSelection.Delbydel or MapSelection.Bydel) || releases.All(release => release.Year != aar))
            return Results.NotFound();

        context.Response.Headers.CacheControl = "private, no-cache";
        var etag = new EntityTagHeaderValue(ETag($"{tema}|{aar}|{niva}", releases), isWeak: true);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false)))
        {
            context.Response.GetTypedHeaders().ETag = etag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var figures = await reader.FiguresAsync(niva, tema ?? "", area: null, year: null, cancel);
        if (figures.Count == 0)
            return Results.NotFound();
        var breaks = ClassBreaks.Of(figures.Select(figure => figure.Rate).OfType<double>());
        var ofYear = figures.Where(figure => figure.Year == aar).ToDictionary(figure => figure.Area, StringComparer.Ordinal);
        var body = Write(await reader.ShapesAsync(aar!.Value, niva, cancel), ofYear, breaks);
        return Results.Bytes(body, "application/geo+json", entityTag: etag);
    }

    private static byte[] Write(
        IReadOnlyList<PublishedShape> shapes, Dictionary<string, PublishedFigure> figures, ClassBreaks breaks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var shape in shapes)
            {
                if (figures.TryGetValue(shape.Area, out var figure))
                    WriteFeature(json, shape, figure, breaks);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteFeature(Utf8JsonWriter json, PublishedShape shape, PublishedFigure figure, ClassBreaks breaks)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WritePropertyName("geometry");
        json.WriteRawValue(shape.GeoJson, skipInputValidation: true);
        json.WriteStartObject("properties");
        json.WriteString("code", figure.Area);
        json.WriteString("name", figure.AreaName);
        json.WriteString("kind", figure.Kind() switch
        {
            CellKind.Hidden => "hidden",
            CellKind.NoResidents => "no-residents",
            _ => "shown",
        });
        json.WriteNumber("class", figure.Rate is { } rate ? breaks.ColourOf(breaks.ClassOf(rate)) : -1);
        Number(json, "rate", figure.Rate);
        Number(json, "count", figure.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static string ETag(string question, IReadOnlyList<PublishedRelease> releases)
    {
        var shown = string.Join(';', releases.Select(r => FormattableString.Invariant($"{r.Year}.{r.Version}@{r.PublishedAt.UtcTicks}")));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question + shown)))[..16]}\"";
    }
}
