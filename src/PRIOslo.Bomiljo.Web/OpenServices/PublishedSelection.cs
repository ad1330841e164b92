using Npgsql;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Map;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A theme's figures of a year at a level, as the parameters <c>theme</c>, <c>year</c> and <c>level</c> choose them. Without them:
/// the sum of all themes, the newest year, delbydeler.</summary>
/// <param name="Theme">Its code.</param>
/// <param name="ThemeName">Its name in the request's language.</param>
/// <param name="Level"><c>delbydel</c> or <c>bydel</c>: what has polygons.</param>
/// <param name="Breaks">Limits of the map's classes.</param>
internal sealed record PublishedSelection(string Theme, string ThemeName, int Year, string Level, ClassBreaks Breaks)
{
    public const string TotalTheme = "total";

    public static IReadOnlyList<string> Parameters { get; } = ["theme", "year", "level"];

    /// <exception cref="ProblemException">BOM-822: nothing is published there.</exception>
    public static async Task<PublishedSelection> OfAsync(ServiceQuery query, NpgsqlConnection connection, ShownReleases shown, CancellationToken cancel)
    {
        var (theme, year, level) = Chosen(query, shown);
        var reader = new PublishedReader(connection);
        var name = (await reader.ThemesAsync(cancel)).FirstOrDefault(known => known.Theme == theme) ?? throw ServiceProblems.NotThere("theme");
        var figures = await reader.FiguresAsync(level, theme, area: null, year: null, cancel);
        return new(theme, PageLanguage.Pick(name.NameNb, name.NameEn), year, level,
            ClassBreaks.Of(figures.Select(figure => figure.Rate).OfType<double>()));
    }

    /// <summary>The parameters with their defaults; whether the theme has figures is not looked up.</summary>
    /// <exception cref="ProblemException">BOM-822: no such year or level.</exception>
    public static (string Theme, int Year, string Level) Chosen(ServiceQuery query, ShownReleases shown)
    {
        var level = query.Text("level") ?? MapSelection.Delbydel;
        var year = query.Whole("year", 1) ?? (shown.Releases.Count > 0 ? shown.Releases[0].Year : null);
        if (level is not (MapSelection.Delbydel or MapSelection.Bydel))
            throw ServiceProblems.NotThere("level");
        return shown.Releases.Any(release => release.Year == year) ? (query.Text("theme") ?? TotalTheme, year!.Value, level) : throw ServiceProblems.NotThere("year");
    }
}
