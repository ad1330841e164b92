namespace PRIOslo.Bomiljo.Publishing.Visible;

/// <summary>A published count with what its rate is per; null where it is not shown, or not known.</summary>
/// <param name="Interpolated">True if the denominator lies between two known years.</param>
public readonly record struct VisibleYear(int? Count, double? Exposure, bool Interpolated = false)
{
    public bool IsShown => Count is not null && Exposure > 0;
}

/// <summary>What is published of one area and theme.</summary>
/// <param name="Level"><c>delbydel</c>, <c>bydel</c> or <c>by</c>.</param>
/// <param name="Ranked">False for Sentrum and Marka: shown, never tested or compared.</param>
/// <param name="RatePer">Units of exposure that rates are stated for.</param>
/// <param name="Years">The unbroken series, oldest first; the published year is the last.</param>
/// <param name="WhyNoChange">The class that says why this year is not compared with the last, as a fact of the series and not of
/// its counts; null where it may be.</param>
public sealed record VisibleArea(
    string Level, string Area, string Theme, bool Ranked, int RatePer, IReadOnlyList<VisibleYear> Years, string? WhyNoChange)
{
    public VisibleYear Last => Years[^1];
}

/// <summary>What may be said of a shown figure. Null: not said.</summary>
public sealed record VisibleFigure(VisibleArea Of)
{
    /// <summary>The 95 % interval, in the rate's unit.</summary>
    public double? RateLow { get; init; }

    /// <inheritdoc cref="RateLow"/>
    public double? RateHigh { get; init; }

    /// <summary>This year's rate over last year's; null where no test says what it is worth.</summary>
    public double? Change { get; init; }

    /// <summary><c>up</c>, <c>down</c>, <c>no-change</c>, or why there is nothing to compare.</summary>
    public string? ChangeClass { get; init; }

    /// <summary>True if the change rests on a denominator that lies between two known years.</summary>
    public bool ChangeInterpolated { get; init; }

    /// <summary><c>rising</c>, <c>falling</c>, <c>no-trend</c> or <c>too-short</c>.</summary>
    public string? TrendClass { get; init; }

    /// <summary>True if the trend rests on a denominator that lies between two known years.</summary>
    public bool TrendInterpolated { get; init; }

    /// <summary>The shrunken rate against the city's: <c>above-city</c>, <c>near-city</c> or <c>below-city</c>.</summary>
    public string? RateClass { get; init; }

    /// <summary><c>hot</c>, <c>cold</c> or <c>none</c>.</summary>
    public string? HotspotClass { get; init; }

    /// <summary><c>high-high</c>, <c>low-low</c>, <c>high-low</c>, <c>low-high</c> or <c>none</c>.</summary>
    public string? Lisa { get; init; }
}
