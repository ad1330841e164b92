using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>Everything that the heat map's page shows.</summary>
/// <remarks><c>Corrected</c>: the address asked for something that is not there, and the nearest is shown. <c>Figures</c> are the
/// theme's cells at the level in the chosen year, sorted; <c>AreaFigures</c> the chosen area's (or the city's) and
/// <c>CityFigures</c> the city's, every theme and year. <c>Overrides</c> are the decisions about sources that bear on the theme in the
/// chosen year. <c>Stamp</c> names the releases that are shown.</remarks>
public sealed record HeatMap(
    MapSelection Selection,
    bool Corrected,
    string Stamp,
    IReadOnlyList<PublishedRelease> Releases,
    IReadOnlyList<PublishedTheme> Themes,
    ClassBreaks Breaks,
    IReadOnlyList<PublishedFigure> Figures,
    IReadOnlyList<PublishedFigure> AreaFigures,
    IReadOnlyList<PublishedFigure> CityFigures,
    IReadOnlyList<PublishedCoverage> Coverage,
    IReadOnlyList<PublishedOverride> Overrides)
{
    public PublishedRelease Release => Releases.First(release => release.Year == Selection.Year);

    public PublishedTheme Theme => Themes.First(theme => theme.Theme == Selection.Theme);

    /// <summary>The chosen area's cell, or the city's; null where the year has none.</summary>
    public PublishedFigure? Chosen => AreaFigures.FirstOrDefault(IsChosenCell);

    /// <summary>The city's cell of the theme and year.</summary>
    public PublishedFigure? City => CityFigures.FirstOrDefault(IsChosenCell);

    private bool IsChosenCell(PublishedFigure figure) => figure.Theme == Selection.Theme && figure.Year == Selection.Year;
}
