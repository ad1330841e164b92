using System.Globalization;
using PRIOslo.Bomiljo.Publishing.Services;
using PRIOslo.Bomiljo.Web.Server;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary><c>/tiles/{z}/{x}/{y}.pbf</c>: vector tiles (Mapbox Vector Tile 2.1) of the areas with a theme's figures of a year, and
/// <c>/tiles/tiles.json</c> (TileJSON 3.0.0), which leads to them.</summary>
/// <remarks>The parameter <c>v</c> holds the stamp of the shown releases: with the present one a tile may be kept for good, as the next
/// release and the next program have other addresses. Without it, or with an old one, a reader asks each time and gets 304 where nothing changed.</remarks>
internal sealed class TileEndpoints(PublishedCache cache, OpenServiceOptions options)
{
    public const string DescriptionPath = OpenServiceOptions.TilesPath + "/tiles.json";
    public const string VersionParameter = "v";

    private const string ContentType = "application/vnd.mapbox-vector-tile";

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/tiles.json", DescriptionAsync);
        routes.MapGet("/{z:int}/{x:int}/{y:int}.pbf", TileAsync);
    }

    /// <summary>The address of a selection's tiles, with places for zoom, column and row.</summary>
    public static string Template(string origin, PublishedSelection selection, string stamp) => string.Create(CultureInfo.InvariantCulture,
        $"{origin}{OpenServiceOptions.TilesPath}/{{z}}/{{x}}/{{y}}.pbf?level={selection.Level}&theme={Uri.EscapeDataString(selection.Theme)}&year={selection.Year}&{VersionParameter}={stamp}");

    private async Task TileAsync(HttpContext context)
    {
        var query = new ServiceQuery(context.Request.Query, [.. PublishedSelection.Parameters, VersionParameter]);
        var shown = await cache.ShownAsync(context.RequestAborted);
        var (theme, year, level) = PublishedSelection.Chosen(query, shown);
        var request = new TileRequest(Place(context, "z"), Place(context, "x"), Place(context, "y"), level, theme, year);
        if (request.Zoom > TileRequest.MaxZoom || Math.Max(request.Column, request.Row) >= 1 << request.Zoom)
            throw ServiceProblems.NotThere("tile");
        if ((await cache.ThemesAsync(context.RequestAborted)).All(known => known.Theme != theme))
            throw ServiceProblems.NotThere("theme");
        var key = string.Create(CultureInfo.InvariantCulture, $"tile {request.Zoom}/{request.Column}/{request.Row} {level} {year} {theme}");
        var answer = await cache.GetAsync(key, async (connection, now, cancel) =>
            PreparedAnswer.Of(now.Stamp + key, await new OpenReader(connection).TileAsync(request, cancel), ContentType), tile => tile.Bytes, context.RequestAborted);
        await answer.SendAsync(context, options.CacheControl(immutable: query.Text(VersionParameter) == shown.Stamp));
    }

    private async Task DescriptionAsync(HttpContext context)
    {
        var query = new ServiceQuery(context.Request.Query, PublishedSelection.Parameters);
        var origin = options.Origin(context.Request);
        var key = $"{origin}{DescriptionPath}{context.Request.QueryString.ToUriComponent()}";
        var answer = await cache.GetAsync(key, async (connection, shown, cancel) =>
        {
            var selection = await PublishedSelection.OfAsync(query, connection, shown, cancel);
            var reader = new OpenReader(connection);
            var properties = await reader.PropertiesAsync(OpenReader.FigureView, cancel);
            var extent = (await reader.ExtentsAsync(cancel)).FirstOrDefault(known => known.Collection == selection.Level);
            return PreparedAnswer.Of(shown.Stamp + key, ServiceJson.Bytes(ServiceJson.Node(new
            {
                tilejson = "3.0.0",
                name = string.Create(CultureInfo.InvariantCulture, $"{selection.ThemeName} {selection.Year}"),
                description = T("ServiceTiles"),
                tiles = new[] { Template(origin, selection, shown.Stamp) },
                minzoom = 0,
                maxzoom = TileRequest.MaxZoom,
                bounds = extent?.Box ?? [-180, -85, 180, 85],
                vector_layers = new[]
                {
                    new { id = selection.Level, fields = properties.ToDictionary(property => property.Name, PropertyTypes.Tile, StringComparer.Ordinal) },
                },
            })), ServiceJson.Json);
        }, description => description.Bytes, context.RequestAborted);
        await answer.SendAsync(context, options.CacheControl(immutable: false));
    }

    // The route lets whole numbers in only; a negative one is no place.
    private static int Place(HttpContext context, string name) =>
        int.Parse((string)context.Request.RouteValues[name]!, CultureInfo.InvariantCulture) is >= 0 and var place ? place : throw ServiceProblems.NotThere("tile");
}
