using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>Why there is no report.</summary>
public enum SiteFailure
{
    None,
    AddressNotFound,
    BadCoordinates,
}

/// <summary>The report, or why there is none; neither before anything is asked.</summary>
/// <remarks>Longitude and latitude (WGS84 degrees) are null without a report.</remarks>
public sealed record SiteAnswer(SiteReport? Report, SiteFailure Failure, double? Longitude, double? Latitude)
{
    public static readonly SiteAnswer Nothing = new(null, SiteFailure.None, null, null);
}
