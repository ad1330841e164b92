using Microsoft.AspNetCore.WebUtilities;
using PRIOslo.Bomiljo.Web.Language;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A link of a document (RFC 8288).</summary>
/// <remarks>Named as JSON has it.</remarks>
internal sealed record Link(string href, string rel, string type, string title);

/// <summary>Makes a document's links; all are absolute and in the language of the request.</summary>
/// <param name="origin">Scheme, host and port.</param>
/// <param name="address">The path that was asked for.</param>
/// <param name="query">Its parameters.</param>
internal sealed class Links(string origin, string address, IReadOnlyDictionary<string, string?> query)
{
    public static Links Of(HttpContext context, OpenServiceOptions options) => new(
        options.Origin(context.Request), context.Request.Path.ToUriComponent(),
        context.Request.Query.ToDictionary(part => part.Key, part => (string?)part.Value.ToString(), StringComparer.Ordinal));

    public string Origin => origin;

    /// <summary>A resource below <c>/ogc</c>.</summary>
    public Link To(string path, string rel, string type, string title)
    {
        var url = origin + OpenServiceOptions.FeaturesPath + path;
        if (type == ServiceJson.Html)
            url = QueryHelpers.AddQueryString(url, ServiceQuery.FormatParameter, "html");
        if (PageLanguage.IsEnglish)
            url = QueryHelpers.AddQueryString(url, PageLanguage.Parameter, PageLanguage.English);
        return new(url, rel, type, title);
    }

    /// <summary>This document, and the same as a page.</summary>
    /// <param name="type">The form of this document.</param>
    /// <param name="title">The document's title.</param>
    public Link[] Self(string type, string title) =>
        [new(Here(ServiceQuery.FormatParameter, "json"), "self", type, title), new(Here(ServiceQuery.FormatParameter, "html"), "alternate", ServiceJson.Html, title)];

    /// <summary>This address with another value of one parameter.</summary>
    public string Here(string parameter, string value)
    {
        var others = new Dictionary<string, string?>(query, StringComparer.Ordinal) { [parameter] = value };
        return QueryHelpers.AddQueryString(origin + address, others);
    }
}
