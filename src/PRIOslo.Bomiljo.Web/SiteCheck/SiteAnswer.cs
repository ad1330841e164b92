using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>Why there is no report.</summary>
public enum SiteFailure
{
    None,
    AddressNotFound,
    BadCoordinates,
}

/// <summary>The report, or why there is none; neither before anything is asked.</summary>
/// <param name="Report">Null where there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Longitude">WGS84 degrees; null without a report.</param>
/// <param name="Latitude">WGS84 degrees; null without a report.</param>
/// <param name="Projects">Those that the person is a member of; null for one who decides nothing.</param>
public sealed record SiteAnswer(
    SiteReport? Report, SiteFailure Failure, double? Longitude, double? Latitude, IReadOnlyList<SiteProject>? Projects = null)
{
    public static readonly SiteAnswer Nothing = new(null, SiteFailure.None, null, null);
}
