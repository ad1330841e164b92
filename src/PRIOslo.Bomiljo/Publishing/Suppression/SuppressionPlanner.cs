using System.Collections.Frozen;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Decides which cells of a year's table are not shown, so that nobody can work out a small protected count.</summary>
/// <remarks>
/// What must be hidden first (primary cells, those hidden in earlier releases, small differences to them), then around each
/// hidden cell a cheap cycle of further ones until it keeps the values that <see cref="DisclosureRule"/> asks for, then every
/// further cell that turns out not to be needed is shown again, dearest first. Hiding more never narrows what a hidden count
/// could be, so each cell needs one visit. Deterministic.
/// </remarks>
public static class SuppressionPlanner
{
    /// <param name="cells">The whole table: each area × theme, open themes, <c>total</c> and what is told twice included, at each
    /// level.</param>
    /// <param name="protectedThemes">Themes whose small counts are hidden; with none, nothing is hidden.</param>
    /// <param name="earlier">What readers may have kept of the year, in the order of release; null for nothing.</param>
    /// <returns>A plan that <see cref="SuppressionAudit"/> finds nothing in.</returns>
    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>); no plan
    /// is safe beside the earlier releases (<see cref="ProblemCode.NotSafeBesideEarlier"/>).</exception>
    public static SuppressionPlan Plan(
        IReadOnlyList<Cell> cells, ISet<string> protectedThemes, IReadOnlyList<EarlierRelease>? earlier = null)
    {
        var history = new ReleaseHistory(cells, protectedThemes, earlier ?? []);
        var (network, hidden) = (history.Network, history.Hidden);
        if (history.Last > 0 && history.CountsOf(history.Last - 1).AsSpan().SequenceEqual(network.Counts))
        {
            // The same figures again: what was safe beside the others is so still.
            history.HiddenIn(history.Last - 1).CopyTo(hidden, 0);
            return PlanOf(network, hidden);
        }

        if (!KeepsEarlierSafe(history))
            throw NotSafe();
        var required = (bool[])hidden.Clone();
        var cost = Costs(network);
        var protection = new Protection(history, history.Last);
        Cover(history, protection, cost);
        ShowWhatIsNotNeeded(hidden, required, protection, cost);
        return PlanOf(network, hidden);
    }

    /// <summary>What earlier releases hid, the new counts can open; hiding more of the new release does not help.</summary>
    private static bool KeepsEarlierSafe(ReleaseHistory history)
    {
        for (var release = 0; release < history.Last; release++)
        {
            var (protection, hidden) = (new Protection(history, release), history.HiddenIn(release));
            if (Enumerable.Range(0, hidden.Length).Any(arc => hidden[arc] && !protection.IsSafe(arc)))
                return false;
        }

        return true;
    }

    private static SuppressionPlan PlanOf(CellNetwork network, bool[] hidden) => new(network.Keys.Where((_, arc) => hidden[arc] && !network.IsNeverShown[arc]).ToFrozenSet());

    /// <summary>Larger areas and totals are dearer, since more readers look for them; among equals the smaller count goes.</summary>
    private static long[] Costs(CellNetwork network) =>
    [
        .. network.Keys.Select((key, arc) =>
        {
            if (network.IsNeverShown[arc])
                return 0;
            long level = network.Table.ParentOf(key) is null ? 64 : network.Table.IsSmallest(key) ? 1 : 6;
            var theme = key.Theme == Cell.Total ? 2 : 1;
            return level * theme * (16 + Math.ILogB(network.Counts[arc] + 1.0)) * network.Keys.Length;
        }),
    ];

    private static void Cover(ReleaseHistory history, Protection protection, long[] cost)
    {
        var hidden = history.Hidden;
        var cycles = new CheapestCycle(history.Network, history.LayersOf(history.Last).First(), cost);
        var visits = new Queue<int>(Enumerable.Range(0, hidden.Length).Where(arc => hidden[arc]));
        while (visits.TryDequeue(out var arc))
        {
            while (!protection.IsSafe(arc))
            {
                var cover = CheapestCover(arc, history.Network.Counts[arc], protection, cycles);
                if (cover is not { Arcs.Count: > 0 })
                    throw NotSafe();
                foreach (var further in cover.Arcs)
                {
                    hidden[further] = true;
                    visits.Enqueue(further);
                }
            }
        }
    }

    private static Cover? CheapestCover(int arc, int count, Protection protection, CheapestCycle cycles)
    {
        if (protection.IsSafeFromInformed(arc))
            return cycles.Find(arc, rise: 0, fall: count - 1, plain: true);

        var needed = protection.NeededRise(arc);
        var rise = protection.Rise(arc, needed) >= needed ? 0 : needed;
        if (DisclosureRule.IsPrimary(count))
        {
            var lowest = protection.LargestFall(arc);
            return cycles.Find(arc, rise, protection.Fall(arc, lowest) >= lowest ? 0 : lowest);
        }

        const int spread = DisclosureRule.LeastSpread;
        var higher = cycles.Find(arc, Math.Max(rise, spread - (int)protection.Fall(arc, spread)), fall: 0);
        var fall = spread - (int)Math.Max(rise, protection.Rise(arc, spread));
        if (fall > protection.LargestFall(arc))
            return higher;

        var lower = cycles.Find(arc, rise, Math.Max(0, fall));
        return higher is null || lower?.Cost < higher.Cost ? lower : higher;
    }

    private static void ShowWhatIsNotNeeded(bool[] hidden, bool[] required, Protection protection, long[] cost)
    {
        var further = Enumerable.Range(0, hidden.Length)
            .Where(arc => hidden[arc] && !required[arc])
            .OrderByDescending(arc => cost[arc]);
        foreach (var arc in further.ToArray())
        {
            hidden[arc] = false;
            hidden[arc] = !Enumerable.Range(0, hidden.Length).All(other => !hidden[other] || protection.IsSafe(other));
        }
    }

    private static ProblemException NotSafe() => new(
        ProblemCode.NotSafeBesideEarlier, "releases of the year", "beside those that have been out, the new figures would tell of single incidents; nothing was published.",
        "Take in what else is to be corrected, measure again and publish all of it at once.");
}
