namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>What counts as a disclosure. The reader is assumed to know these rules.</summary>
/// <remarks>
/// Protected are the themes that say so and, in each area, the sum of them (the protected part of <c>total</c>): open themes
/// are published in full, so whoever reads the total reads that sum. Zero is shown, and therefore a hidden count is 1 or more.
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

    public static bool IsPrimary(int protectedCount) => protectedCount is >= 1 and <= LargestSmallCount;
}
