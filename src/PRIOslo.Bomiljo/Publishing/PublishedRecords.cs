using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>A published year, in the version that is shown.</summary>
/// <remarks><c>Provisional</c>: measured, not yet published by an analyst's decision. <c>Approximate</c>: the areas are built
/// from centre points, for demonstration. <c>Suppressed</c>: number of hidden cells.</remarks>
public sealed record PublishedRelease(
    int Year, int Version, DateTimeOffset PublishedAt, bool Provisional, bool Approximate, int Cells, int Suppressed)
{
    /// <summary>True if a rule was on by which the total counts an event once that two services tell of.</summary>
    public bool SameEvents { get; init; }

    /// <summary>True if a denominator of the year lies between two known years.</summary>
    public bool Interpolated { get; init; }
}

/// <summary>A theme; where it is protected, counts 1–4 are hidden, and others so that these stay hidden.</summary>
public sealed record PublishedTheme(string Theme, string NameNb, string NameEn, bool Protected);

/// <summary>One published cell. Count, rate and its 95 % interval are null where the cell is hidden.</summary>
/// <remarks><c>Level</c> is <c>delbydel</c>, <c>bydel</c> or <c>by</c>. <c>Denominator</c> is in <c>DenominatorUnit</c>
/// (<c>residents</c>, <c>municipal-dwellings</c> …); null where it is zero or not known, and then there is no rate. <c>Rate</c> is per
/// <c>RatePer</c> of that unit.</remarks>
public sealed record PublishedFigure(
    int Year, string Level, string Area, string AreaName, string BydelName, string Theme,
    int? Count, double? Denominator, double? Rate, int RatePer, double? RateLow, double? RateHigh, bool Suppressed, string DenominatorUnit)
{
    /// <summary>True if the denominator lies between two known years.</summary>
    public bool Interpolated { get; init; }

    public PublishedClasses Classes { get; init; } = new(null, null, null, null, null, null);
}

/// <summary>What shown figures say of a shown figure, as classes; null where nothing is said.</summary>
/// <remarks><c>Change</c> is this year's rate over last year's. The classes' values stand at <see cref="Visible.VisibleFigure"/>.</remarks>
public sealed record PublishedClasses(double? Change, string? ChangeClass, string? TrendClass, string? RateClass, string? HotspotClass, string? Lisa)
{
    /// <summary>True if the change rests on a denominator that lies between two known years.</summary>
    public bool ChangeInterpolated { get; init; }

    /// <summary>True if the trend does.</summary>
    public bool TrendInterpolated { get; init; }
}

/// <summary>How much of a source stands behind a year.</summary>
/// <remarks><c>PlacedPercent</c> is the share of rows placed in an area, 0–100; null where the source delivered none.
/// <c>Months</c>, 0–12, counts months with at least one incident. <c>Name</c> is null where the mapping told none.</remarks>
public sealed record PublishedCoverage(string Source, int? PlacedPercent, int Months, SourceName? Name = null);

/// <summary>A source that is in, or left out, by an analyst's decision.</summary>
/// <remarks><c>Reason</c> is in the analyst's own words; <c>Name</c> is null where the mapping told none.</remarks>
public sealed record PublishedOverride(string Source, bool Enters, string Reason, SourceName? Name = null)
{
    /// <summary>Those that the source tells of; empty where they are not known.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>True where a theme's figures rest on the decision, or may; the total's rest on all.</summary>
    public bool BearsOn(string theme) => theme == Taxonomy.Total || Themes.Count == 0 || Themes.Contains(theme);
}

/// <summary>An area with its polygon as a GeoJSON geometry in WGS84, six decimals (0.1 m).</summary>
public sealed record PublishedShape(string Area, string AreaName, string GeoJson);

/// <summary>The cells of 250 m of one band together, as a GeoJSON geometry in WGS84, five decimals (1 m).</summary>
/// <param name="Band">1 as the city, lower, or too few to say; 2 up to twice the city; 3 more.</param>
public sealed record PublishedBand(int Band, string GeoJson);
