using PRIOslo.Bomiljo.Web.Language;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>What the map shows; all of it is in the address, so that a link shows the same.</summary>
/// <remarks><c>Level</c> is <c>delbydel</c> or <c>bydel</c>; <c>Area</c> is null for the whole city; <c>Sort</c> is <c>navn</c>,
/// <c>rate</c> or <c>antall</c>.</remarks>
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

    /// <returns>The address of the bands that belong to this selection.</returns>
    public string BandsUrl() => BandsEndpoint.Path + new QueryString().Add("tema", Theme).Add("aar", FormattableString.Invariant($"{Year}")).ToUriComponent();

    /// <returns>The address of the areas that belong to this selection.</returns>
    public string AreasUrl() => "/kart/omrader.geojson" + new QueryString()
        .Add("tema", Theme).Add("aar", FormattableString.Invariant($"{Year}")).Add("niva", Level).ToUriComponent();
}
