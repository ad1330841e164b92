namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Which places an area can have when areas are ordered by rate, the highest first: 1 to the number of areas.</summary>
/// <param name="First">One more than the number of areas whose interval lies wholly above its own.</param>
/// <param name="Last">The number of areas less those whose interval lies wholly below its own.</param>
public readonly record struct RankRange(int First, int Last)
{
    /// <summary>Ranges from overlapping intervals (Klein, Wright and Wieczorek 2020, J. R. Stat. Soc. A 183, theorem 1), here with each
    /// interval at 95 % for itself, so that not all ranges hold at once with 95 %.</summary>
    /// <param name="intervals">Lower and upper end per area.</param>
    /// <returns>One range per area, in the same order.</returns>
    public static IReadOnlyList<RankRange> Of(IReadOnlyList<(double Low, double High)> intervals) =>
        [.. intervals.Select(own => new RankRange(
            1 + intervals.Count(other => other.Low > own.High),
            intervals.Count - intervals.Count(other => other.High < own.Low)))];
}
