namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>What counts as a disclosure. The reader is assumed to know these rules.</summary>
/// <remarks>
/// Protected are the themes that say so and, in each area, the sum of them (the protected part of <c>total</c>): open themes
/// are published in full, so whoever reads the total reads that sum. Zero is shown, and therefore a hidden count is 1 or more,
/// unless the cell was hidden in an earlier release of the year: then it stays hidden whatever it has become.
/// <para>Three kinds of count are hidden for themselves (primary): small ones, those of a small population, and those of which
/// one address has most. All are tested on true counts, before anything is rounded. Sources: A. Hundepool et al. (2012),
/// Statistical Disclosure Control, ch. 4 (dominance, p % rule) and 5 (thresholds).</para>
/// </remarks>
internal static class DisclosureRule
{
    /// <summary>Protected counts from 1 to this are hidden (primary), and all of 1 to this stay possible.</summary>
    public const int LargestSmallCount = 4;

    /// <summary>
    /// Any hidden count could be off by so much in all: at least five values, one more than the small ones, so that no hidden
    /// cell is known to be primary.
    /// </summary>
    public const int LeastSpread = LargestSmallCount;

    /// <summary>Fewer residents than this: a rate would be about people who know one another. An assumption of the program.</summary>
    public const int LeastResidents = 100;

    /// <summary>Fewer dwellings than this house fewer than about <see cref="LeastResidents"/> people.</summary>
    public const int LeastDwellings = 50;

    /// <summary>Fewer municipal dwellings than this: in a block of so few the tenants know one another. An assumption.</summary>
    public const int LeastMunicipalDwellings = 10;

    /// <summary>
    /// An address with a larger share than this dominates: the (n, k) rule with n = 1, k = 75. Whoever knows nothing of the
    /// others overestimates it by less than a third, so it equals the p % rule with p = 33 against such a reader.
    /// </summary>
    public const double LargestAddressShare = 0.75;

    public static bool IsPrimary(int protectedCount) => protectedCount is >= 1 and <= LargestSmallCount;

    /// <param name="denominator">What the rate is per, in its unit; null without a rate, and then nothing is small.</param>
    /// <param name="unit"><c>residents</c>, <c>dwellings</c> or <c>municipal-dwellings</c>; any other has no limit.</param>
    /// <remarks>Nobody at all (0) is not small: there is no rate, and nobody to recognise by living there.</remarks>
    public static bool IsSmallPopulation(double? denominator, string unit) => denominator > 0 && denominator < unit switch
    {
        "residents" => LeastResidents,
        "dwellings" => LeastDwellings,
        "municipal-dwellings" => LeastMunicipalDwellings,
        _ => 0,
    };

    /// <summary>
    /// How far a count must seem able to rise so that the largest address has no more than <see cref="LargestAddressShare"/> of what it could be;
    /// 0 where none dominates.
    /// </summary>
    public static int RiseAgainstDominance(int largestAddress, int protectedCount) =>
        Math.Max(0, (int)Math.Ceiling(largestAddress / LargestAddressShare) - protectedCount);

    /// <summary>Whether two released counts of one cell below the city differ by a small number, which is a count itself.</summary>
    public static bool IsSmallDifference(int count, int earlier) => IsPrimary(Math.Abs(count - earlier));
}
