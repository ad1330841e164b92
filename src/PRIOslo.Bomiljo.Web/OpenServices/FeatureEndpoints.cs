using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using PRIOslo.Bomiljo.Publishing.Services;
using PRIOslo.Bomiljo.Web.Server;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary><c>/ogc</c>: OGC API – Features, Part 1 Core (17-069r4) and Part 2 CRS (18-058r1), over the published tables.</summary>
/// <remarks>Each resource is a document for programs, or with <c>f=html</c> or a browser's Accept the same as a page.</remarks>
internal sealed class FeatureEndpoints(PublishedCache cache, OpenServiceOptions options)
{
    private const string ContentCrs = "Content-Crs";

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("", context => PlainAsync(context, T("ServiceTitle"), ServiceDocuments.Landing));
        routes.MapGet("/conformance", context => PlainAsync(context, T("ServiceConformance"), ServiceDocuments.ConformanceOf));
        routes.MapGet("/api", ApiAsync);
        routes.MapGet("/collections", context => ExtentsAsync(context, T("ServiceCollections"), ServiceDocuments.Collections));
        routes.MapGet("/collections/{id}", context =>
        {
            var collection = CollectionOf(context);
            return ExtentsAsync(context, collection.Title, (links, extents) => ServiceDocuments.CollectionOf(collection, links, extents));
        });
        routes.MapGet("/collections/{id}/items", ItemsAsync);
        routes.MapGet("/collections/{id}/items/{item}", ItemAsync);
        routes.MapGet("/bomiljo.qgs", QgisAsync);
    }

    private static Collection CollectionOf(HttpContext context) => Collection.Find((string)context.Request.RouteValues["id"]!);

    private Task PlainAsync(HttpContext context, string title, Func<Links, JsonNode> document)
    {
        var query = new ServiceQuery(context.Request.Query);
        return AnswerAsync(context, query, title, (links, _, _) => Task.FromResult(Form(ServiceJson.Bytes(document(links)), ServiceJson.Json)));
    }

    private Task ExtentsAsync(HttpContext context, string title, Func<Links, IReadOnlyList<OpenExtent>, JsonNode> document)
    {
        var query = new ServiceQuery(context.Request.Query);
        return AnswerAsync(context, query, title, async (links, connection, cancel) =>
            Form(ServiceJson.Bytes(document(links, await new OpenReader(connection).ExtentsAsync(cancel))), ServiceJson.Json));
    }

    private Task ApiAsync(HttpContext context)
    {
        var query = new ServiceQuery(context.Request.Query);
        return AnswerAsync(context, query, T("ServiceApi"), async (links, connection, cancel) =>
        {
            var properties = new Dictionary<string, IReadOnlyList<OpenProperty>>(StringComparer.Ordinal);
            foreach (var view in Collection.All.Select(collection => collection.View).Distinct())
                properties[view] = await new OpenReader(connection).PropertiesAsync(view, cancel);
            return Form(ServiceJson.Bytes(OpenApiDocument.Of(links.Origin, properties)), ServiceJson.OpenApi);
        });
    }

    private Task ItemsAsync(HttpContext context)
    {
        var collection = CollectionOf(context);
        var request = ItemsRequest.Of(collection, context.Request.Query);
        return AnswerAsync(context, request.Query, collection.Title, async (links, connection, cancel) => Form(
            FeatureDocuments.Page(request, await new OpenReader(connection).FeaturesAsync(request.Features, cancel), links),
            ServiceJson.GeoJson, (ContentCrs, $"<{request.Crs.Uri}>")));
    }

    private Task ItemAsync(HttpContext context)
    {
        var collection = CollectionOf(context);
        var request = ItemsRequest.OfOne(collection, (string)context.Request.RouteValues["item"]!, context.Request.Query);
        return AnswerAsync(context, request.Query, request.Features.Id!, async (links, connection, cancel) =>
        {
            var page = await new OpenReader(connection).FeaturesAsync(request.Features, cancel);
            return page.Features is [var feature]
                ? Form(FeatureDocuments.One(collection, feature, links), ServiceJson.GeoJson, (ContentCrs, $"<{request.Crs.Uri}>"))
                : throw ServiceProblems.NotThere("feature");
        });
    }

    private Task QgisAsync(HttpContext context)
    {
        var query = new ServiceQuery(context.Request.Query, PublishedSelection.Parameters);
        var key = KeyOf(context);
        return SendAsync(context, key, async (links, connection, shown, cancel) =>
        {
            var selection = await PublishedSelection.OfAsync(query, connection, shown, cancel);
            return Form(QgisProject.Write(links.Origin, selection), QgisProject.ContentType, ("Content-Disposition", "attachment; filename=bomiljo.qgs"));
        });
    }

    private async Task AnswerAsync(
        HttpContext context, ServiceQuery query, string title, Func<Links, NpgsqlConnection, CancellationToken, Task<ServiceForm>> build)
    {
        var key = KeyOf(context);
        if (!query.WantsHtml(context.Request))
        {
            await SendAsync(context, key, (links, connection, _, cancel) => build(links, connection, cancel));
            return;
        }

        var answer = await ReadAsync(context, key, (links, connection, _, cancel) => build(links, connection, cancel));
        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.CacheControl = "no-store"; // the page's head tells who is signed in
        await new RazorComponentResult<ServicePage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ServicePage.Title)] = title,
            [nameof(ServicePage.Document)] = JsonNode.Parse(answer.Body)!.AsObject(),
        })
        { PreventStreamingRendering = true }.ExecuteAsync(context);
    }

    private async Task SendAsync(
        HttpContext context, string key, Func<Links, NpgsqlConnection, ShownReleases, CancellationToken, Task<ServiceForm>> build)
    {
        var answer = await ReadAsync(context, key, build);
        await answer.SendAsync(context, options.CacheControl(immutable: false));
    }

    private Task<PreparedAnswer> ReadAsync(
        HttpContext context, string key, Func<Links, NpgsqlConnection, ShownReleases, CancellationToken, Task<ServiceForm>> build)
    {
        var links = Links.Of(context, options);
        return cache.GetAsync(key, async (connection, shown, cancel) =>
        {
            var form = await build(links, connection, shown, cancel);
            return PreparedAnswer.Of(shown.Stamp + key, form.Body, form.ContentType, form.Headers);
        }, answer => answer.Bytes, context.RequestAborted);
    }

    private string KeyOf(HttpContext context) =>
        $"{options.Origin(context.Request)}{context.Request.Path.ToUriComponent()}{context.Request.QueryString.ToUriComponent()}";

    private static ServiceForm Form(byte[] body, string contentType, params (string Name, string Value)[] headers) => new(body, contentType, headers);

    /// <summary>A document as it is sent.</summary>
    private sealed record ServiceForm(byte[] Body, string ContentType, (string Name, string Value)[] Headers);
}
