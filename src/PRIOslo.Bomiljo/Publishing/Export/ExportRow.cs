using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>One line of <c>heatmap export</c>. A value that is suppressed, or not built yet, is null: absent, never zero.</summary>
/// <param name="Bydel">Two digits; empty for the city.</param>
/// <param name="Denominator">Residents; null where nobody lives or none is known.</param>
/// <param name="Geometry">EPSG:4326; null for the city and for areas without a polygon.</param>
public sealed record ExportRow(
    int Year, string Level, string Area, string AreaName, string Bydel, string Theme, int? Count, double? Denominator,
    double? Rate, int RatePer, double? RateLow, double? RateHigh, bool Suppressed, Geometry? Geometry);
