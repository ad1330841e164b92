using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Heatmap.SameEvents;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>All that a year's figures are computed from. Plain values: the computing knows of no database and no clock.</summary>
/// <param name="Year">The measured year; nothing later is looked at, save population where figures are interpolated.</param>
/// <param name="Interpolate">True if the analyst lets missing population figures lie between known years.</param>
/// <param name="Areas">All areas of all levels; each delbydel's parent is a bydel, each bydel's the city.</param>
/// <param name="Themes">The themes that the year has data for, by code; the total over them is added.</param>
/// <param name="Counts">Of the year and of the years before it that are looked back on; a combination that is missing has none.</param>
public sealed record MeasurementData(
    int Year,
    bool Interpolate,
    IReadOnlyList<MeasuredArea> Areas,
    IReadOnlyList<string> Themes,
    IReadOnlyList<IncidentCount> Counts,
    IReadOnlyList<PopulationFigure> Population)
{
    /// <summary>Polygons of delbydeler by code, EPSG:25832; without one, an area has no km² and no neighbour.</summary>
    public IReadOnlyDictionary<string, Geometry> Shapes { get; init; } = new Dictionary<string, Geometry>(StringComparer.Ordinal);

    /// <summary>By earlier year, the delbydeler, bydeler (two digits) and the city (<c>by</c>) whose boundary is the same as in the measured year, the wholes by
    /// their outline. A bydel or the city that is missing is compared by its parts; a year that is missing: all.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<string>> Comparable { get; init; } = new Dictionary<int, IReadOnlySet<string>>();

    /// <summary>Years, the measured one included, in which a delbydel's count of a theme lacks rows that name an area of other boundaries: no change from or to them is told.</summary>
    public IReadOnlySet<(int Year, string Theme, string Delbydel)> Incomplete { get; init; } = new HashSet<(int Year, string Theme, string Delbydel)>();

    /// <summary>By delbydel, the last earlier year whose counts and population were shared out by the table of changed areas; by bydel (two digits), the last one
    /// in which it gained or lost a part by it. Missing where there is none.</summary>
    public IReadOnlyDictionary<string, int> RestatedUntil { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>By theme, the first year that is comparable with the measured one: no change is tested across a series break.</summary>
    public IReadOnlyDictionary<string, int> UnbrokenSince { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Incidents that two themes tell of: each theme counts its own, the total counts them once.</summary>
    public ToldTwice ToldTwice { get; init; } = ToldTwice.None;

    /// <summary>Weight of one incident by category; a category that is missing weighs 1.</summary>
    public IReadOnlyDictionary<string, double> Severities { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public IReadOnlyList<TimeCount> Times { get; init; } = [];

    public IReadOnlyList<PointCount> Points { get; init; } = [];

    public IReadOnlyList<SourceCount> Sources { get; init; } = [];

    public IReadOnlyList<Coverage> Coverage { get; init; } = [];
}
