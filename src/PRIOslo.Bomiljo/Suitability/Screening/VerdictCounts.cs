using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>How many sites came out how for a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Sites">All of them: the sum of the others.</param>
/// <param name="Suitable">Sites with this verdict, as in the next three.</param>
/// <param name="Inspect">See <paramref name="Suitable"/>.</param>
/// <param name="Unsuitable">See <paramref name="Suitable"/>.</param>
/// <param name="Unknown">See <paramref name="Suitable"/>; those that the group does not apply to are not among them.</param>
/// <param name="NotApplicable">Without a dwelling, for a group that is placed in existing dwellings.</param>
public sealed record VerdictCounts(string Group, int Sites, int Suitable, int Inspect, int Unsuitable, int Unknown, int NotApplicable)
{
    private static readonly int Outcomes = Enum.GetValues<Verdict>().Length + 1;

    /// <summary>Sites that are suitable, as a share of those that the group applies to; null where there is none.</summary>
    public double? SuitableShare => Sites == NotApplicable ? null : Math.Round(Suitable / (double)(Sites - NotApplicable), 6);

    /// <summary>Counts a screening, group by group in the matrix's order.</summary>
    public static IReadOnlyList<VerdictCounts> Of(ScreeningResult result) => Of(result, (site, group) => result.Verdict(site, group));

    /// <summary>Counts the sites of a screening by other verdicts; on all processors.</summary>
    /// <param name="result">The screening.</param>
    /// <param name="verdictOf">The verdict on a site (its number) for a group (its number in the rule book).</param>
    internal static IReadOnlyList<VerdictCounts> Of(ScreeningResult result, Func<int, int, Verdict> verdictOf)
    {
        var counts = new int[result.Book.Groups.Length * Outcomes];
        ScreeningRun.ForAll(result.Sites.Count, site =>
        {
            foreach (var group in result.GroupsOf(site))
            {
                var outcome = result.IsNotApplicable(site, group) ? Outcomes - 1 : (int)verdictOf(site, group);
                Interlocked.Increment(ref counts[(group * Outcomes) + outcome]);
            }
        }, CancellationToken.None);
        return [.. result.Book.Groups.Select((code, group) => Row(code, counts.AsSpan(group * Outcomes, Outcomes)))];
    }

    private static VerdictCounts Row(GroupCode code, ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
            sum += count;
        return new VerdictCounts(
            code.ToString(), sum, counts[(int)Verdict.Suitable], counts[(int)Verdict.Inspect], counts[(int)Verdict.Unsuitable], counts[(int)Verdict.Unknown], counts[^1]);
    }
}
