using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Everything that a report or a fact sheet of a year tells: published, and nothing else.</summary>
/// <param name="Figures">Every level, area and theme of the year, in the order of level, area code and theme code.</param>
/// <param name="Breaks">Per theme, the limits that the map of delbydeler has for all years.</param>
public sealed record ReportData(
    PublishedRelease Release,
    ReportSeal Seal,
    IReadOnlyList<PublishedTheme> Themes,
    IReadOnlyList<PublishedFigure> Figures,
    IReadOnlyDictionary<string, ClassBreaks> Breaks,
    IReadOnlyList<PublishedCoverage> Coverage,
    IReadOnlyList<ReportBreak> SeriesBreaks,
    IReadOnlyList<ReportEvent> Events,
    IReadOnlyList<ReportShape> Shapes)
{
    /// <summary>Null where the shown version is the first of its year.</summary>
    public ReportCorrection? Correction { get; init; }

    /// <summary>The city's cell; null where there is none.</summary>
    public PublishedFigure? City(string theme) => Figures.FirstOrDefault(figure => figure.Level == "by" && figure.Theme == theme);

    /// <summary>A level's cells of a theme, in the order of their codes.</summary>
    public IEnumerable<PublishedFigure> Of(string level, string theme) => Figures.Where(figure => figure.Level == level && figure.Theme == theme);
}

/// <summary>What the release rests on.</summary>
/// <param name="ProgramVersion">Of the program that measured.</param>
/// <param name="FrozenSha256">64 hexadecimal digits; null where the measurement was not frozen when it went out.</param>
/// <param name="Sources">Those that are counted in it, in the order of their codes; a source whose coverage would tell a hidden count is not named.</param>
public sealed record ReportSeal(string ProgramVersion, string? FrozenSha256, IReadOnlyList<ReportSource> Sources)
{
    /// <summary>Decisions about sources, in the order of their codes.</summary>
    public IReadOnlyList<PublishedOverride> Overrides { get; init; } = [];
}

/// <param name="Source">Its code.</param>
/// <param name="Name">Null where its mapping has told none.</param>
public sealed record ReportSource(string Source, SourceName? Name);

/// <summary>What the shown version corrects.</summary>
/// <param name="Corrects">The version that was out before.</param>
/// <param name="Reason">In the analyst's own words.</param>
/// <param name="Themes">In the order of the report.</param>
public sealed record ReportCorrection(int Corrects, string Reason, IReadOnlyList<CorrectedTheme> Themes);

/// <param name="Theme">A theme, or <c>total</c>, of either version.</param>
/// <param name="WasThere">True if the version that is corrected has the theme.</param>
/// <param name="IsThere">True if the shown version has it.</param>
/// <param name="Before">The city's count in the version that is corrected; null where it is hidden or not there.</param>
/// <param name="Now">The city's count; null where it is hidden or not there.</param>
/// <param name="Changed">Delbydeler with another shown count, or with one for the first time.</param>
/// <param name="Gone">Delbydeler whose count was shown before and is not now.</param>
/// <param name="GoneBydeler">Bydeler of the same kind.</param>
public sealed record CorrectedTheme(PublishedTheme Theme, bool WasThere, bool IsThere, int? Before, int? Now, int Changed, int Gone, int GoneBydeler);

/// <param name="Kind"><c>source</c> or <c>theme</c>.</param>
/// <param name="Name">Its code.</param>
/// <param name="Year">The first year that is not comparable with those before.</param>
public sealed record ReportBreak(string Kind, string Name, int Year, SourceName? SourceName = null);

/// <param name="Kind"><c>lighting</c>, <c>patrol</c>, <c>campaign</c> or <c>other</c>.</param>
/// <param name="Area">A delbydel or a bydel; null for the whole city.</param>
/// <param name="AreaName">Null for the city and for an area that is not among the year's.</param>
/// <param name="LastDay">Null while it lasts.</param>
public sealed record ReportEvent(string Kind, string? Area, string? AreaName, DateOnly FirstDay, DateOnly? LastDay, string Text);

/// <summary>An outline in EPSG:25832, whole metres.</summary>
/// <param name="Rings">Outer and inner ones alike, each closed; filled by the even-odd rule.</param>
/// <param name="Centre">Of the largest circle inside, whose radius is <paramref name="RadiusMetres"/>.</param>
public sealed record ReportShape(
    string Level, string Area, IReadOnlyList<IReadOnlyList<(int East, int North)>> Rings, (int East, int North) Centre, int RadiusMetres);
