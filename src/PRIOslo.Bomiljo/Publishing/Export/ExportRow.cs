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
    public ExportStatistics Statistics { get; init; } = ExportStatistics.None;

    /// <summary>Columns after the contract's, the same in every row: what rests on a denominator between two known years, and all that is computed
    /// where true figures were asked for. A value is a <see cref="double"/>, a <see cref="bool"/>, a text or null.</summary>
    public IReadOnlyList<(string Name, object? Value)> Further { get; init; } = [];
}

/// <summary>
/// The contract's columns from <c>rate_eb</c> to <c>lisa_p</c>, and the classes; null where a figure is not defined or was not tested.
/// Unless true figures were asked for, only the change and the classes are there, computed from shown figures: the rest could give
/// a hidden count away.
/// </summary>
/// <param name="Change">This year's rate over last year's; null from a year without incidents.</param>
/// <param name="Lisa"><c>high-high</c>, <c>low-low</c>, <c>high-low</c>, <c>low-high</c> or <c>none</c>.</param>
/// <param name="ChangeClass"><c>up</c>, <c>down</c>, <c>no-change</c>, or why there is nothing to compare.</param>
/// <param name="TrendClass"><c>rising</c>, <c>falling</c>, <c>no-trend</c> or <c>too-short</c>.</param>
/// <param name="RateClass"><c>above-city</c>, <c>near-city</c> or <c>below-city</c>; null among true figures.</param>
/// <param name="HotspotClass"><c>hot</c>, <c>cold</c> or <c>none</c>.</param>
public sealed record ExportStatistics(
    double? RateEb, double? Change, double? ChangeP, double? ChangeQ, double? GiZ, double? GiP, double? GiQ, string? Lisa, double? LisaP,
    string? ChangeClass, string? TrendClass, string? RateClass, string? HotspotClass)
{
    public static ExportStatistics None { get; } = new(null, null, null, null, null, null, null, null, null, null, null, null, null);
}
