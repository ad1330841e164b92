using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Web.Language;

/// <summary>Sources by name, in the page's language.</summary>
public static class SourceWords
{
    /// <param name="code">The source's.</param>
    /// <param name="name">As its mapping gives it; null where that is not known.</param>
    /// <returns>The page's own word, else the mapping's, else the code.</returns>
    public static string Of(string code, SourceName? name)
    {
        var known = Texts.TextOrCode("Source_", code);
        return known == code && name is not null ? PageLanguage.Pick(name.Nb, name.En) : known;
    }
}
