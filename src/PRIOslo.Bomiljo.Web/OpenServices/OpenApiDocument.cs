using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Publishing.Services;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>The description of the API in OpenAPI 3.0: what every resource takes and gives.</summary>
internal static class OpenApiDocument
{
    private static readonly Dictionary<string, object> Parameters = new(StringComparer.Ordinal)
    {
        ["limit"] = Parameter("limit", "Features at most in one answer; a larger number counts as the largest.",
            new { type = "integer", minimum = 1, maximum = ItemsRequest.MaxLimit, @default = ItemsRequest.DefaultLimit }),
        ["offset"] = Parameter("offset", "Features to pass over.", new { type = "integer", minimum = 0, @default = 0 }),
        ["bbox"] = Parameter("bbox", "Lower and upper corner in the order of the axes of bbox-crs.",
            new { type = "array", minItems = 4, maxItems = 6, items = new { type = "number" } }, explode: false),
        ["bbox-crs"] = Parameter("bbox-crs", "Coordinate system of bbox.", CrsSchema()),
        ["crs"] = Parameter("crs", "Coordinate system of the answer.", CrsSchema()),
        ["datetime"] = Parameter("datetime", "Instant or interval (RFC 3339, .. for an open end); a feature lasts for its year in Europe/Oslo.", new { type = "string" }),
        ["f"] = Parameter("f", "Form of the answer.", new { type = "string", @enum = new[] { "json", "html" } }),
        ["sprak"] = Parameter("sprak", "Language of titles: en for English, else bokmål.", new { type = "string" }),
        ["year"] = Parameter("year", "Calendar year.", new { type = "integer", minimum = 1 }),
        ["level"] = Parameter("level", "delbydel, bydel or by.", new { type = "string" }),
        ["area"] = Parameter("area", "Code of an area.", new { type = "string" }),
        ["bydel"] = Parameter("bydel", "Two-digit code of a bydel.", new { type = "string" }),
        ["theme"] = Parameter("theme", "Code of a theme.", new { type = "string" }),
    };

    /// <param name="origin">Scheme, host and port.</param>
    /// <param name="properties">Of each view.</param>
    public static JsonNode Of(string origin, IReadOnlyDictionary<string, IReadOnlyList<OpenProperty>> properties)
    {
        var paths = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["/"] = Get("landingPage", ServiceJson.Json, []),
            ["/conformance"] = Get("conformance", ServiceJson.Json, []),
            ["/api"] = Get("api", ServiceJson.OpenApi, []),
            ["/collections"] = Get("collections", ServiceJson.Json, []),
        };
        foreach (var collection in Collection.All)
        {
            var path = $"/collections/{collection.Id}";
            paths[path] = Get($"describe-{collection.Id}", ServiceJson.Json, [], description: collection.Description);
            paths[$"{path}/items"] = Get($"items-{collection.Id}", ServiceJson.GeoJson,
                [.. ItemsRequest.Paging, .. ItemsRequest.Selecting, "crs", .. collection.Filters], schema: CollectionSchema(collection));
            paths[$"{path}/items/{{featureId}}"] = Get($"item-{collection.Id}", ServiceJson.GeoJson, ["crs"],
                [new { name = "featureId", @in = "path", required = true, schema = new { type = "string" } }], Reference("schemas", collection.Id));
        }

        return ServiceJson.Node(new
        {
            openapi = "3.0.3",
            info = new { title = T("ServiceTitle"), description = T("ServiceText"), version = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3) },
            servers = new[] { new { url = origin + OpenServiceOptions.FeaturesPath } },
            paths,
            components = new { parameters = Parameters, schemas = Collection.All.ToDictionary(c => c.Id, c => FeatureSchema(properties[c.View]), StringComparer.Ordinal) },
        });
    }

    private static object CrsSchema() =>
        new { type = "string", format = "uri", @enum = Crs.All.Select(crs => crs.Uri), @default = Crs.Wgs84LongitudeLatitude.Uri };

    private static object Parameter(string name, string description, object schema, bool explode = true) =>
        new { name, @in = "query", description, required = false, style = "form", explode, schema };

    private static Dictionary<string, string> Reference(string kind, string name) => new(StringComparer.Ordinal) { ["$ref"] = $"#/components/{kind}/{name}" };

    private static object Get(
        string id, string type, IEnumerable<string> parameters, IEnumerable<object>? inPath = null, object? schema = null, string? description = null) => new
        {
            get = new
            {
                operationId = id,
                description = description ?? id,
                parameters = (object[])[.. inPath ?? [], .. parameters.Concat(["f", "sprak"]).Select(name => Reference("parameters", name))],
                responses = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["200"] = new { description = "OK", content = Content((type, schema ?? new { type = "object" }), (ServiceJson.Html, new { type = "string" })) },
                    ["400"] = Problem("A parameter is unknown or wrong."),
                    ["404"] = Problem("There is no such resource."),
                    ["503"] = Problem("The database does not answer."),
                },
            },
        };

    private static object Problem(string description) => new { description, content = Content((ServiceProblems.ContentType, new { type = "object" })) };

    private static Dictionary<string, object> Content(params (string Type, object Schema)[] forms) =>
        forms.ToDictionary(form => form.Type, form => (object)new { schema = form.Schema }, StringComparer.Ordinal);

    private static object CollectionSchema(Collection collection) => new
    {
        type = "object",
        required = new[] { "type", "features" },
        properties = new
        {
            type = new { type = "string", @enum = new[] { "FeatureCollection" } },
            features = new { type = "array", items = Reference("schemas", collection.Id) },
            numberMatched = new { type = "integer" },
            numberReturned = new { type = "integer" },
            links = new { type = "array", items = new { type = "object" } },
        },
    };

    private static object FeatureSchema(IReadOnlyList<OpenProperty> properties) => new
    {
        type = "object",
        required = new[] { "type", "properties", "geometry" },
        properties = new
        {
            type = new { type = "string", @enum = new[] { "Feature" } },
            id = new { type = "string" },
            properties = new
            {
                type = "object",
                properties = properties.ToDictionary(p => p.Name,
                    object (p) => new { type = PropertyTypes.Json(p), nullable = true, description = p.Description }, StringComparer.Ordinal),
            },
            geometry = new { type = "object", nullable = true },
        },
    };
}
