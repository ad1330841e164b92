using System.Text.Json;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/kart/omrader.geojson?tema&amp;aar&amp;niva</c>: the areas of a year with a theme's figures, published ones only.</summary>
/// <remarks>Properties: <c>code, name, kind</c> (shown, hidden, no-residents), <c>class</c> (the palette's colour, 0 lightest to 4; −1 for none),
/// <c>rate, count</c> (null where hidden). The ETag holds the shown releases, so a reader asks again at no cost.</remarks>
public static class AreasEndpoint
{
    public static void MapAreas(this IEndpointRouteBuilder routes) => routes.MapGet("/kart/omrader.geojson", GetAsync);

    private static async Task GetAsync(string? tema, int? aar, string? niva, HttpContext context, PublishedCache cache, CancellationToken cancel)
    {
        var shown = await cache.ShownAsync(cancel);
        if (aar is not { } year || niva is not (MapSelection.Delbydel or MapSelection.Bydel) || shown.Releases.All(release => release.Year != year)
            || (await cache.ThemesAsync(cancel)).All(theme => theme.Theme != tema))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var key = FormattableString.Invariant($"areas {niva} {year} {tema}");
        var answer = await cache.GetAsync(key, async (connection, now, read) =>
        {
            var reader = new PublishedReader(connection);
            var figures = await reader.FiguresAsync(niva, tema, area: null, year: null, read);
            var breaks = ClassBreaks.Of(figures.Select(figure => figure.Rate).OfType<double>());
            var ofYear = figures.Where(figure => figure.Year == year).ToDictionary(figure => figure.Area, StringComparer.Ordinal);
            return PreparedAnswer.Of(now.Stamp + key, Write(await reader.ShapesAsync(year, niva, read), ofYear, breaks), "application/geo+json");
        }, prepared => prepared.Bytes, cancel);
        await answer.SendAsync(context, "private, no-cache");
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
}
