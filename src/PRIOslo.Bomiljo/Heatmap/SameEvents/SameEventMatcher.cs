using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>Finds the reports of two services that tell of one event: one to one, the nearest in time first, then in space.</summary>
/// <remarks>
/// Candidates within both windows are taken in the order of time apart, distance (those without a point last) and keys, each where
/// both its reports are still free, so that the same reports give the same pairs in any order. Pure.
/// </remarks>
public static class SameEventMatcher
{
    /// <param name="rule">Its windows.</param>
    /// <param name="first">Whose reports the total counts.</param>
    /// <param name="second">Whose reports the total leaves out where they are paired.</param>
    /// <returns>In the order in which they were taken; no report stands in two pairs.</returns>
    public static IReadOnlyList<SameEvent> Match(SameEventRule rule, IReadOnlyList<EventReport> first, IReadOnlyList<EventReport> second)
    {
        var taken = new HashSet<(int, int)>();
        var pairs = new List<SameEvent>();
        foreach (var candidate in Candidates(rule, first, second).OrderBy(candidate => candidate.Order))
        {
            if (taken.Contains(candidate.First.Id) || taken.Contains(candidate.Second.Id))
                continue;
            taken.Add(candidate.First.Id);
            taken.Add(candidate.Second.Id);
            pairs.Add(new(candidate.First, candidate.Second));
        }

        return pairs;
    }

    private static List<Candidate> Candidates(SameEventRule rule, IReadOnlyList<EventReport> first, IReadOnlyList<EventReport> second)
    {
        var window = TimeSpan.FromMinutes(rule.WindowMinutes);
        var byTime = second.OrderBy(report => report.At).ToArray();
        var candidates = new List<Candidate>();
        var from = 0;
        foreach (var report in first.OrderBy(report => report.At))
        {
            while (from < byTime.Length && byTime[from].At < report.At - window)
                from++;
            for (var at = from; at < byTime.Length && byTime[at].At <= report.At + window; at++)
            {
                if (Apart(rule, report, byTime[at]) is { } metres)
                    candidates.Add(new(report, byTime[at], (byTime[at].At - report.At).Duration(), metres));
            }
        }

        return candidates;
    }

    /// <returns>Metres between the points; infinite where only the delbydel is the same; null where the places do not fit.</returns>
    private static double? Apart(SameEventRule rule, EventReport one, EventReport other)
    {
        if (one.Point is not { } from || other.Point is not { } to)
            return rule.SameDelbydel && one.Delbydel == other.Delbydel ? double.PositiveInfinity : null;
        var metres = double.Hypot(to.East - from.East, to.North - from.North);
        return metres <= rule.DistanceMetres ? metres : null;
    }

    private sealed record Candidate(EventReport First, EventReport Second, TimeSpan Apart, double Metres)
    {
        /// <summary>The line settles what two deliveries of one key leave open.</summary>
        public (TimeSpan, double, Guid, Guid, (int, int), (int, int)) Order => (Apart, Metres, First.Key, Second.Key, First.Id, Second.Id);
    }
}
