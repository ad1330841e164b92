using System.Globalization;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Language;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A request's parameters, read strictly: an unknown or repeated one is an error, never ignored.</summary>
internal sealed class ServiceQuery
{
    public const string FormatParameter = "f";
    private readonly IQueryCollection _query;

    /// <param name="query">As it was sent.</param>
    /// <param name="known">What the resource knows beside <c>f</c> and <c>sprak</c>.</param>
    /// <exception cref="ProblemException">BOM-820: unknown; BOM-821: given twice.</exception>
    public ServiceQuery(IQueryCollection query, params IEnumerable<string> known)
    {
        string[] all = [.. known, FormatParameter, PageLanguage.Parameter];
        _query = query;
        foreach (var (name, values) in query)
        {
            if (!all.Contains(name, StringComparer.Ordinal))
                throw ServiceProblems.UnknownParameter(all);
            if (values.Count != 1)
                throw ServiceProblems.BadParameter(name, "it is given more than once.", "Give it once.");
        }
    }

    /// <returns>Null where the parameter is not given.</returns>
    public string? Text(string name) => _query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <returns>Null where the parameter is not given.</returns>
    /// <exception cref="ProblemException">BOM-821: no whole number from <paramref name="smallest"/> on.</exception>
    public int? Whole(string name, int smallest)
    {
        if (Text(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest ? number
            : throw ServiceProblems.BadParameter(name, "this is no whole number that it may be.", $"Write digits only, {smallest.ToString(CultureInfo.InvariantCulture)} or more.");
    }

    /// <summary>Whether a page or a document for programs is wanted: by <c>f</c>, else by the header Accept.</summary>
    /// <exception cref="ProblemException">BOM-821: <c>f</c> is neither <c>json</c> nor <c>html</c>.</exception>
    public bool WantsHtml(HttpRequest request) => Text(FormatParameter) switch
    {
        "html" => true,
        "json" => false,
        null => request.GetTypedHeaders().Accept is { Count: > 0 } accepted && Quality(accepted, "text/html") > Quality(accepted, "application/json"),
        _ => throw ServiceProblems.BadParameter(FormatParameter, "this form is not offered.", "Write json or html."),
    };

    private static double Quality(IList<Microsoft.Net.Http.Headers.MediaTypeHeaderValue> accepted, string type) => accepted
        .Where(range => range.MatchesMediaType(type) || (type == "application/json" && range.MediaType == "application/geo+json"))
        .Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
}
