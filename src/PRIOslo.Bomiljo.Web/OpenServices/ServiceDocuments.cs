using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Publishing.Services;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>The documents that lead to the features: landing page, conformance, collections (17-069r4, 7.2–7.14).</summary>
internal static class ServiceDocuments
{
    public static IReadOnlyList<string> Conformance { get; } =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    ];

    public static JsonNode Landing(Links links) => ServiceJson.Node(new
    {
        title = T("ServiceTitle"),
        description = T("ServiceText"),
        links = (Link[])
        [
            .. links.Self(ServiceJson.Json, T("ServiceTitle")),
            links.To("/api", "service-desc", ServiceJson.OpenApi, T("ServiceApi")),
            links.To("/api", "service-doc", ServiceJson.Html, T("ServiceApi")),
            links.To("/conformance", "conformance", ServiceJson.Json, T("ServiceConformance")),
            links.To("/collections", "data", ServiceJson.Json, T("ServiceCollections")),
            links.To("/bomiljo.qgs", "related", QgisProject.ContentType, T("ServiceQgis")),
            new(links.Origin + TileEndpoints.DescriptionPath, "related", ServiceJson.Json, T("ServiceTiles")),
        ],
    });

    public static JsonNode ConformanceOf(Links links) => ServiceJson.Node(new
    {
        conformsTo = Conformance,
        links = links.Self(ServiceJson.Json, T("ServiceConformance")),
    });

    public static JsonNode Collections(Links links, IReadOnlyList<OpenExtent> extents) => ServiceJson.Node(new
    {
        links = links.Self(ServiceJson.Json, T("ServiceCollections")),
        crs = Crs.All.Select(crs => crs.Uri),
        collections = OpenServices.Collection.All.Select(collection => Collection(collection, extents,
            [links.To($"/collections/{collection.Id}", "self", ServiceJson.Json, collection.Title)], links)),
    });

    public static JsonNode CollectionOf(Collection collection, Links links, IReadOnlyList<OpenExtent> extents) =>
        Collection(collection, extents, links.Self(ServiceJson.Json, collection.Title), links);

    private static JsonObject Collection(Collection collection, IReadOnlyList<OpenExtent> extents, IEnumerable<Link> self, Links links)
    {
        var items = $"/collections/{collection.Id}/items";
        var known = extents.FirstOrDefault(extent => extent.Collection == collection.Id);
        var document = ServiceJson.Node(new
        {
            id = collection.Id,
            title = collection.Title,
            description = collection.Description,
            itemType = "feature",
            crs = Crs.All.Select(crs => crs.Uri),
            storageCrs = Crs.Wgs84LongitudeLatitude.Uri,
            links = (Link[])
            [
                .. self,
                links.To(items, "items", ServiceJson.GeoJson, collection.Title),
                links.To(items, "items", ServiceJson.Html, collection.Title),
                .. collection.View == OpenReader.FigureView && known is not null ? known.Years.Select(year => DescribedBy(links, year)) : [],
            ],
        }).AsObject();
        if (known is not null)
            document["extent"] = Extent(known);
        return document;
    }

    /// <summary>What a year's figures rest on: sources, decisions about them, method.</summary>
    private static Link DescribedBy(Links links, int year) =>
        new(FormattableString.Invariant($"{links.Origin}/fil/{year}/geojson/metadata"), "describedby", "application/ld+json", T("ServiceMetadata", year));

    private static JsonObject Extent(OpenExtent extent)
    {
        var (start, end) = YearInterval.Bounds(extent.Years[0], extent.Years[^1]);
        var document = ServiceJson.Node(new { temporal = new { interval = new[] { new[] { start, end } } } }).AsObject();
        if (extent.Box is not null)
            document["spatial"] = ServiceJson.Node(new { bbox = new[] { extent.Box }, crs = Crs.Wgs84LongitudeLatitude.Uri });
        return document;
    }
}
