using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>Why there is no report.</summary>
public enum SiteFailure
{
    None,
    AddressNotFound,
    BadCoordinates,

    /// <summary>A place in Norway, were the two coordinates the other way round.</summary>
    SwappedCoordinates,

    /// <summary>No number of homes planned.</summary>
    BadUnits,

    /// <summary>Longitude and latitude in place of east and north in metres.</summary>
    DegreesAsMetres,

    /// <summary>No text with a polygon.</summary>
    UnreadablePlot,

    /// <summary>A plot in a coordinate system that is not known, or in which it is nowhere near.</summary>
    PlotSystem,

    /// <summary>A plot that crosses itself or is too large.</summary>
    PlotShape,
}

/// <summary>The report, or why there is none; neither before anything is asked.</summary>
/// <param name="Report">Null where there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Longitude">WGS84 degrees; null without a report, and for a plot.</param>
/// <param name="Latitude">WGS84 degrees; null without a report, and for a plot.</param>
/// <param name="Projects">Those that the person is a member of; null for one who decides nothing, and for a plot.</param>
public sealed record SiteAnswer(
    SiteReport? Report, SiteFailure Failure, double? Longitude, double? Latitude, IReadOnlyList<SiteProject>? Projects = null)
{
    /// <summary>Whether a plot was asked about; else a point or an address.</summary>
    public bool IsPlot { get; init; }

    /// <summary>The plot as GeoJSON in WGS84, which the map can show; null without one.</summary>
    public string? Plot { get; init; }

    /// <summary>The degrees that were given in place of metres; null where none were.</summary>
    public (double Longitude, double Latitude)? Degrees { get; init; }

    /// <summary>How many homes are planned there, where degrees were given in place of metres; null: not said.</summary>
    public int? Units { get; init; }

    public static readonly SiteAnswer Nothing = new(null, SiteFailure.None, null, null);
}
