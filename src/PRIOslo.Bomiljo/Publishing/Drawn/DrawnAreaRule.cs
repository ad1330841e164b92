using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>What may be answered of an area of one's own drawing.</summary>
/// <remarks>
/// An area is whole delbydeler and parts of others. A delbydel is cut by one area a year only, so that all answers ever given are sums
/// of delbydeler that are shown and of the two parts of those that are cut; each part is 0 or large enough to be published itself.
/// No sum or difference of answers and standing figures is anything else than a sum of such parts.
/// <para>A refusal tells too. Whether a request is taken at all depends on the drawing and the population alone; a request that is taken
/// uses up its cuts, whatever is answered, so that nobody feels his way.</para>
/// </remarks>
public static class DrawnAreaRule
{
    /// <summary>Fewer residents than this, in the area or in either part of a delbydel that it cuts: the request is not taken.
    /// An assumption of the program.</summary>
    public const double LeastResidents = 500;

    /// <exception cref="ProblemException">BOM-641 the area touches no delbydel; BOM-642 too few live there; BOM-643 a delbydel was cut
    /// before.</exception>
    public static void Check(IReadOnlyList<TouchedDelbydel> touched)
    {
        if (touched.Count == 0)
            throw new ProblemException(ProblemCode.DrawnOutside, "the drawn area", "it touches no delbydel.", "Draw it inside the city.");
        var cut = touched.Where(area => !area.Whole).ToList();
        if (touched.Sum(area => area.ResidentsInside) < LeastResidents || cut.Exists(area => Math.Min(area.ResidentsInside, area.ResidentsOutside) < LeastResidents))
        {
            throw new ProblemException(ProblemCode.DrawnTooSmall, "the drawn area",
                $"fewer than {LeastResidents} people live in it, or in one of the parts that it cuts a delbydel into.", "Draw a larger one, or along the borders.");
        }

        if (cut.Find(area => area.CutBefore) is { } before)
        {
            throw new ProblemException(ProblemCode.DrawnCutBefore, $"delbydel {before.Delbydel}",
                "another drawn area of the year cuts it; two cuts would give the difference away.", "Draw around it, or take all of it in.");
        }
    }

    /// <param name="parts">The theme's parts in all delbydeler that the area touches.</param>
    /// <param name="isProtected">False for an open theme, of which everything is told whose place is known.</param>
    public static DrawnAnswer Answer(string theme, IReadOnlyList<DrawnPart> parts, bool isProtected)
    {
        if (parts.Any(part => !part.Shown))
            return new(theme, null, "hidden-delbydel");
        if (parts.Any(part => part.Inside + part.Outside + part.Unknown != part.Count))
            return new(theme, null, "changed");
        if (parts.Any(part => part.Unknown > 0))
            return new(theme, null, "no-position");
        if (isProtected && parts.Any(part => !IsSafe(part.Inside, part.LargestInside, part.Outside) || !IsSafe(part.Outside, part.LargestOutside, part.Inside)))
            return new(theme, null, "small-part");
        return new(theme, parts.Sum(part => part.Inside), "");
    }

    /// <summary>An uncut delbydel is published as it is: what holds of it holds of its only part.</summary>
    private static bool IsSafe(int count, int largest, int rest) =>
        count == 0 || rest == 0 || (!DisclosureRule.IsPrimary(count) && DisclosureRule.RiseAgainstDominance(largest, count) == 0);
}
