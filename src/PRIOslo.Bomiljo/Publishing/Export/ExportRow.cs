using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>One line of <c>heatmap export</c>. A value that is suppressed, or not built yet, is null: absent, never zero.</summary>
/// <param name="Bydel">Two digits; empty for the city.</param>
/// <param name="Denominator">In the theme's unit; null where it is zero or not known.</param>
/// <param name="Geometry">EPSG:4326; null for the city and for areas without a polygon.</param>
public sealed record ExportRow(
    int Year, string Level, string Area, string AreaName, string Bydel, string Theme, int? Count, double? Denominator,
    double? Rate, int RatePer, double? RateLow, double? RateHigh, bool Suppressed, Geometry? Geometry)
{
    /// <summary>Null where true figures were not asked for: the statistics could give a hidden count away.</summary>
    public ExportStatistics? Statistics { get; init; }
}

/// <summary>The contract's columns from <c>rate_eb</c> to <c>lisa_p</c>; null where a figure is not defined or was not tested.</summary>
/// <param name="Change">This year's rate over last year's; null from a year without incidents.</param>
/// <param name="Lisa"><c>high-high</c>, <c>low-low</c>, <c>high-low</c>, <c>low-high</c> or <c>none</c>.</param>
public sealed record ExportStatistics(
    double? RateEb, double? Change, double? ChangeP, double? ChangeQ, double? GiZ, double? GiP, double? GiQ, string? Lisa, double? LisaP);
