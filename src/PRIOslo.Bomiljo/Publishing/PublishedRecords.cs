namespace PRIOslo.Bomiljo.Publishing;

/// <summary>A published year, in the version that is shown.</summary>
/// <param name="Provisional">Measured, not yet published by an analyst's decision.</param>
/// <param name="Approximate">The areas are built from centre points, for demonstration.</param>
/// <param name="Suppressed">Number of hidden cells.</param>
public sealed record PublishedRelease(
    int Year, int Version, DateTimeOffset PublishedAt, bool Provisional, bool Approximate, int Cells, int Suppressed);

/// <param name="Protected">Counts 1–4 are hidden, and others so that these stay hidden.</param>
public sealed record PublishedTheme(string Theme, string NameNb, string NameEn, bool Protected);

/// <summary>One published cell. <c>Count</c> and rates are null where the cell is hidden.</summary>
/// <param name="Level"><c>delbydel</c>, <c>bydel</c> or <c>by</c>.</param>
/// <param name="Denominator">Residents; null where nobody lives or none is known, and then there is no rate.</param>
/// <param name="RatePer">What <c>Rate</c> is per: 1000 residents.</param>
/// <param name="RateLow">Lower end of the 95 % interval.</param>
/// <param name="RateHigh">Upper end of the 95 % interval.</param>
public sealed record PublishedFigure(
    int Year, string Level, string Area, string AreaName, string Bydel, string Theme,
    int? Count, double? Denominator, double? Rate, int RatePer, double? RateLow, double? RateHigh, bool Suppressed);

/// <summary>How much of a source stands behind a year.</summary>
/// <param name="PlacedPercent">Share of rows placed in an area, 0–100; null where the source delivered none.</param>
/// <param name="Months">Months of the year with at least one incident, 0–12.</param>
public sealed record PublishedCoverage(string Source, int? PlacedPercent, int Months);

/// <param name="GeoJson">The polygon in WGS84, six decimals (0.1 m), as a GeoJSON geometry.</param>
public sealed record PublishedShape(string Area, string AreaName, string GeoJson);
