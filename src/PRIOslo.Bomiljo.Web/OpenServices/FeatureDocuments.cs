using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Publishing.Services;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>Features as GeoJSON (RFC 7946; another coordinate system only when it is asked for).</summary>
internal static class FeatureDocuments
{
    /// <summary>Some of a collection's features, with links to the pages before and after.</summary>
    public static byte[] Page(ItemsRequest request, OpenPage page, Links links) => Write(json =>
    {
        json.WriteString("type", "FeatureCollection");
        WriteLinks(json, PageLinks(request, page, links));
        json.WriteNumber("numberMatched", page.Matched);
        json.WriteNumber("numberReturned", page.Features.Count);
        json.WriteStartArray("features");
        foreach (var feature in page.Features)
        {
            json.WriteStartObject();
            WriteFeature(json, feature);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] One(Collection collection, OpenFeature feature, Links links) => Write(json =>
    {
        WriteFeature(json, feature);
        WriteLinks(json,
        [
            .. links.Self(ServiceJson.GeoJson, feature.Id),
            links.To($"/collections/{collection.Id}", "collection", ServiceJson.Json, collection.Title),
        ]);
    });

    private static IEnumerable<Link> PageLinks(ItemsRequest request, OpenPage page, Links links)
    {
        var (offset, limit) = (request.Features.Offset, request.Features.Limit);
        foreach (var link in links.Self(ServiceJson.GeoJson, request.Collection.Title))
            yield return link;
        if (offset + (long)page.Features.Count < page.Matched && page.Features.Count > 0)
            yield return new(At(offset + limit), "next", ServiceJson.GeoJson, T("ServiceNext"));
        if (offset > 0)
            yield return new(At(Math.Max(0, offset - limit)), "prev", ServiceJson.GeoJson, T("ServicePrevious"));
        yield return links.To($"/collections/{request.Collection.Id}", "collection", ServiceJson.Json, request.Collection.Title);

        string At(int start) => links.Here("offset", start.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteFeature(Utf8JsonWriter json, OpenFeature feature)
    {
        json.WriteString("type", "Feature");
        json.WriteString("id", feature.Id);
        json.WritePropertyName("properties");
        json.WriteRawValue(feature.Properties, skipInputValidation: true);
        json.WritePropertyName("geometry");
        json.WriteRawValue(feature.Geometry ?? "null", skipInputValidation: true);
    }

    private static void WriteLinks(Utf8JsonWriter json, IEnumerable<Link> links)
    {
        json.WritePropertyName("links");
        ServiceJson.Node(links).WriteTo(json);
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ServiceJson.Writing))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
