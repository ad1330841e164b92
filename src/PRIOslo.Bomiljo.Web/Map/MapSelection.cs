using PRIOslo.Bomiljo.Web.Language;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>What the map shows; all of it is in the address, so that a link shows the same.</summary>
/// <param name="Theme">A theme code.</param>
/// <param name="Level"><c>delbydel</c> or <c>bydel</c>.</param>
/// <param name="Area">The chosen area's code, or null for the city.</param>
/// <param name="Sort"><c>navn</c>, <c>rate</c> or <c>antall</c>.</param>
public sealed record MapSelection(string Theme, int Year, string Level, string? Area, string Sort, bool Descending)
{
    public const string Delbydel = "delbydel";
    public const string Bydel = "bydel";
    public const string City = "by";
    public const string CityCode = "0301";

    public const string ByName = "navn";
    public const string ByRate = "rate";
    public const string ByCount = "antall";

    /// <returns>The page's address with this selection, in the page's language.</returns>
    public string Url()
    {
        var query = new QueryString()
            .Add("tema", Theme)
            .Add("aar", FormattableString.Invariant($"{Year}"))
            .Add("niva", Level);
        if (Area is not null)
            query = query.Add("omrade", Area);
        if (Sort != ByName || Descending)
            query = query.Add("sorter", Sort).Add("retning", Descending ? "ned" : "opp");
        if (PageLanguage.IsEnglish)
            query = query.Add(PageLanguage.Parameter, PageLanguage.English);
        return "/" + query.ToUriComponent();
    }

    /// <returns>The address of the areas that belong to this selection.</returns>
    public string AreasUrl() => "/kart/omrader.geojson" + new QueryString()
        .Add("tema", Theme).Add("aar", FormattableString.Invariant($"{Year}")).Add("niva", Level).ToUriComponent();
}
