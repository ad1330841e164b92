using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

/// <summary>A value with its 95 % interval; what is not defined is null.</summary>
public sealed record Estimate(double? Value, double? Low, double? High);

/// <summary>A ratio of rates, tested against 1.</summary>
/// <param name="Q">Benjamini and Hochberg's, within theme, year and level.</param>
/// <param name="QStrict">Benjamini and Yekutieli's; null where it is not computed.</param>
/// <param name="Class">What is said of it, or why there is none; null where the area is not tested.</param>
public sealed record TestedRatio(Estimate Ratio, double? P, double? Q, double? QStrict, string? Class)
{
    /// <summary>True if a denominator that it rests on lies between two known years.</summary>
    public bool Interpolated { get; init; }
}

/// <summary>How an area stands against its neighbours; p-values 0–1, by simulation.</summary>
public sealed record NeighbourStatistics(double? GiZ, double? GiP, double? GiQ, string? GiClass, double? Moran, double? LisaP, double? LisaQ, string? Lisa);

/// <summary>What the number cannot show; shares 0–1.</summary>
/// <param name="Dominance">Of the largest single point, of those with a point; null where those are fewer than five.</param>
/// <param name="Public">Reported by the public, of those whose source tells.</param>
/// <param name="Point">Position known by a point or an address.</param>
/// <param name="Street">By a street.</param>
/// <param name="Area">By an area or grid cell alone.</param>
public sealed record Reservations(double? Dominance, double? Public, double? Point, double? Street, double? Area);

/// <summary>A delbydel's true figures. What is not defined or not tested is null.</summary>
/// <param name="Denominator">In the theme's unit.</param>
/// <param name="Weighted">The total weighted by severity.</param>
/// <param name="CityPercent">Of what the ranked areas have together (= 100).</param>
/// <param name="RateEb">Shrunken towards the city's rate, for display.</param>
/// <param name="RateEbLocal">Shrunken towards the neighbours' rate, for display.</param>
/// <param name="Change">This year's rate over last year's.</param>
/// <param name="Trend">Each year's rate over the year before's, over <paramref name="TrendYears"/> years.</param>
/// <param name="Exceedance">Posterior probability, 0–1, of more than twice the city's rate.</param>
public sealed record AnalysisFigure(
    int Year, int Version, string Area, string AreaName, int Incidents, double? Denominator, bool Interpolated, Estimate Rate, Estimate Weighted, Estimate CityPercent,
    double? RateEb, double? RateEbLocal, TestedRatio Change, TestedRatio Trend, int? TrendYears, NeighbourStatistics Neighbours, double? Exceedance, string? Funnel,
    Reservations Reservations)
{
    /// <summary>The last earlier year of the series that was shared out by the table of changed areas; null where none was.</summary>
    public int? RestatedUntil { get; init; }
}

/// <summary>What is said of a theme as a whole.</summary>
/// <param name="DispersionBasis"><c>years</c>, <c>months</c> or <c>assumed</c>.</param>
/// <param name="DispersionWithoutFarthest">Without the area farthest from its level: tells an outlier's part.</param>
/// <param name="FirstYear">Of the unbroken series.</param>
/// <param name="CityRate">Of the areas tested, per <paramref name="RatePer"/>.</param>
/// <param name="PlacedPercent">Rows placed, over all sources of the theme.</param>
/// <param name="LeastMonths">Of the source with fewest.</param>
/// <param name="IndexWeight">Null where the theme takes no part in the index.</param>
public sealed record AnalysisTheme(
    string Theme, string NameNb, string NameEn, string DenominatorUnit, int RatePer, double Dispersion, string DispersionBasis, double? DispersionWithoutFarthest, int FirstYear,
    int AreasTested, double? Moran, double? MoranP, double? CityRate, int HotSpots, int ColdSpots, double? PlacedPercent, int? LeastMonths, double? IndexWeight);

/// <summary>A theme that a year is measured for.</summary>
public sealed record YearTheme(int Year, string Theme, string NameNb, string NameEn);

/// <summary>The coverage gate's verdict on a source; <c>Findings</c> are sentences in English, <c>Reason</c> the analyst's own.</summary>
public sealed record AnalysisSource(string Source, string Outcome, string? Reason, IReadOnlyList<string> Findings, SourceName? Name = null);

/// <summary>A source-year that lacks months or places: no change or trend is tested from or to it. <c>Findings</c> are sentences in English.</summary>
public sealed record AnalysisIncompleteSource(string Source, int Year, string Outcome, IReadOnlyList<string> Findings, SourceName? Name = null);

/// <summary>Incidents of a theme in one month of the year, hour of the day or day of the week, in a bydel.</summary>
public sealed record ProfileSlot(string Kind, int Slot, int Incidents);
