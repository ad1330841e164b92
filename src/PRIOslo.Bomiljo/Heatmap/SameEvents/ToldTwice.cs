using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>What one rule found in a year.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="First">Reports that could be paired, of the side that the total counts.</param>
/// <param name="Second">The same of the side that the total leaves out where it is paired.</param>
/// <param name="Pairs">Reports of the second side that the total leaves out.</param>
public sealed record SameEventResult(string Rule, int First, int Second, int Pairs);

/// <summary>Incidents of one theme in one delbydel that the total leaves out.</summary>
public sealed record ToldTwiceCount(int Year, string Delbydel, string Theme, int Incidents);

/// <summary>What the total leaves out, as two services tell of the same event.</summary>
/// <param name="Rules">One per rule that is switched on, for the measured year.</param>
/// <param name="Counts">In the year, delbydel and theme of the report that is left out, in that order.</param>
public sealed record ToldTwice(IReadOnlyList<SameEventResult> Rules, IReadOnlyList<ToldTwiceCount> Counts)
{
    public static readonly ToldTwice None = new([], []);

    /// <summary>Each report that is left out, with the one of its event that the total counts. That one is never left out itself.</summary>
    public IReadOnlyList<SameEvent> Events { get; init; } = [];

    /// <summary>Applies the rules one after the other.</summary>
    /// <remarks>
    /// A report that is left out, or that another one was left out for, is never left out later: however the rules chain, each event
    /// keeps exactly one report in the total. Pure.
    /// </remarks>
    /// <param name="year">The measured one.</param>
    /// <param name="rules">In their order.</param>
    /// <param name="reports">Per rule: both sides.</param>
    public static ToldTwice Of(int year, IReadOnlyList<SameEventRule> rules, Func<SameEventRule, (IReadOnlyList<EventReport> First, IReadOnlyList<EventReport> Second)> reports)
    {
        var (results, pairs) = (new List<SameEventResult>(), new List<SameEvent>());
        var counted = new Dictionary<(int, int), EventReport>(); // by the report that is left out
        var paired = new HashSet<(int, int)>();
        foreach (var rule in rules)
        {
            var (first, second) = reports(rule);
            var found = SameEventMatcher.Match(rule, first, [.. second.Where(report => !paired.Contains(report.Id))]);
            foreach (var pair in found)
            {
                counted[pair.Second.Id] = counted.GetValueOrDefault(pair.First.Id, pair.First);
                paired.Add(pair.First.Id);
                paired.Add(pair.Second.Id);
            }

            pairs.AddRange(found);
            results.Add(new(rule.Rule, first.Count(report => report.Year == year), second.Count(report => report.Year == year), found.Count(pair => pair.Second.Year == year)));
        }

        return new(results, [.. pairs.GroupBy(pair => (pair.Second.Year, pair.Second.Delbydel, pair.Second.Theme))
            .OrderBy(group => group.Key.Year).ThenBy(group => group.Key.Delbydel, StringComparer.Ordinal).ThenBy(group => group.Key.Theme, StringComparer.Ordinal)
            .Select(group => new ToldTwiceCount(group.Key.Year, group.Key.Delbydel, group.Key.Theme, group.Count()))])
        {
            Events = [.. pairs.Select(pair => pair with { First = counted[pair.Second.Id] })],
        };
    }
}
