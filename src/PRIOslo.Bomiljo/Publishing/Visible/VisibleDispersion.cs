using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Visible;

/// <summary>The dispersion φ that published intervals are widened by.</summary>
/// <remarks>
/// One published interval gives its φ back exactly; a φ of all counts would then be an equation in the hidden ones. So it is
/// estimated from shown counts alone, and rounded up on a coarse ladder, which makes intervals no narrower than the estimate.
/// </remarks>
public static class VisibleDispersion
{
    /// <summary>The steps from 1 to 2; the ladder goes on by doubling.</summary>
    private static readonly double[] Steps = [1, 1.5];

    /// <param name="dispersion">φ, 1 or more.</param>
    /// <returns>The next of 1, 1.5, 2, 3, 4, 6, 8, 12, 16 … that is not below it.</returns>
    public static double RoundUp(double dispersion)
    {
        for (var octave = 1.0; ; octave *= 2)
        {
            foreach (var step in Steps)
            {
                if (step * octave >= dispersion)
                    return step * octave;
            }
        }
    }

    /// <param name="areas">Of one theme; delbydeler that are ranked count, over the longest unbroken series among them.</param>
    /// <param name="assumed">φ where there is nothing to estimate it from, 1 or more.</param>
    public static double Of(IReadOnlyList<VisibleArea> areas, double assumed)
    {
        var ranked = areas.Where(area => area is { Level: "delbydel", Ranked: true }).ToList();
        var years = ranked.Select(area => area.Years.Count).DefaultIfEmpty(0).Max();
        var counts = new int[ranked.Count * years];
        var exposures = new double[counts.Length]; // 0: takes no part
        for (var row = 0; row < ranked.Count; row++)
        {
            var skipped = years - ranked[row].Years.Count;
            for (var at = 0; at < ranked[row].Years.Count; at++)
            {
                if (ranked[row].Years[at] is { IsShown: true } shown)
                    (counts[(row * years) + skipped + at], exposures[(row * years) + skipped + at]) = (shown.Count!.Value, shown.Exposure!.Value);
            }
        }

        return RoundUp(years > 1 && Dispersion.FromAreasAndPeriods(counts, exposures, years) is { } estimate ? estimate.Value : assumed);
    }
}
