using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>How many sites came out how for a group.</summary>
public sealed record VerdictCounts(string Group, int Sites, int Suitable, int Inspect, int Unsuitable, int Unknown)
{
    /// <summary>Sites that are suitable, as a share of all; null where there is none.</summary>
    public double? SuitableShare => Sites == 0 ? null : Math.Round(Suitable / (double)Sites, 6);

    /// <summary>Counts a screening, group by group in the matrix's order.</summary>
    public static IReadOnlyList<VerdictCounts> Of(ScreeningResult result)
    {
        var counts = new int[result.Book.Groups.Length, Enum.GetValues<Verdict>().Length];
        for (var site = 0; site < result.Sites.Count; site++)
        {
            foreach (var group in result.GroupsOf(site))
                counts[group, (int)result.Verdict(site, group)]++;
        }

        return [.. result.Book.Groups.Select((code, group) => Row(code.ToString(), verdict => counts[group, (int)verdict]))];
    }

    internal static VerdictCounts Row(string group, Func<Verdict, int> count) => new(
        group,
        Enum.GetValues<Verdict>().Sum(count),
        count(Verdict.Suitable), count(Verdict.Inspect), count(Verdict.Unsuitable), count(Verdict.Unknown));
}
