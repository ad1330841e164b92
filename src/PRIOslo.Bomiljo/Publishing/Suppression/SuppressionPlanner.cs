using System.Collections.Frozen;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Decides which cells of a year's table are not shown, so that nobody can work out a small protected count.</summary>
/// <remarks>
/// Small counts first (primary), then around each hidden cell a cheap cycle of further ones until it keeps the values that
/// <see cref="DisclosureRule"/> asks for, then every further cell that turns out not to be needed is shown again, dearest first.
/// Hiding more never narrows what a hidden count could be, so each cell needs one visit. Deterministic.
/// </remarks>
public static class SuppressionPlanner
{
    /// <param name="cells">The whole table: each area × theme, open themes, <c>total</c> and what is told twice included, at each
    /// level.</param>
    /// <param name="protectedThemes">Themes whose small counts are hidden; with none, nothing is hidden.</param>
    /// <returns>A plan that <see cref="SuppressionAudit"/> finds nothing in.</returns>
    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    public static SuppressionPlan Plan(IReadOnlyList<Cell> cells, ISet<string> protectedThemes)
    {
        var network = new CellNetwork(cells, protectedThemes);
        var cost = Costs(network);
        var hidden = network.Counts.Select((count, arc) => network.IsNeverShown[arc] || DisclosureRule.IsPrimary(count)).ToArray();
        Cover(network, hidden, cost);
        ShowWhatIsNotNeeded(network, hidden, cost);
        return new SuppressionPlan(network.Keys.Where((_, arc) => hidden[arc] && !network.IsNeverShown[arc]).ToFrozenSet());
    }

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

    private static void Cover(CellNetwork network, bool[] hidden, long[] cost)
    {
        var protection = new Protection(network, hidden);
        var cycles = new CheapestCycle(network, hidden, cost);
        var visits = new Queue<int>(Enumerable.Range(0, hidden.Length).Where(arc => hidden[arc]));
        while (visits.TryDequeue(out var arc))
        {
            while (!protection.IsSafe(arc))
            {
                foreach (var further in CheapestCover(arc, network.Counts[arc], protection, cycles).Arcs)
                {
                    hidden[further] = true;
                    visits.Enqueue(further);
                }
            }
        }
    }

    private static Cover CheapestCover(int arc, int count, Protection protection, CheapestCycle cycles)
    {
        if (protection.IsSafeFromInformed(arc))
            return cycles.Find(arc, rise: 0, fall: count - 1, leastHidden: 0);
        if (DisclosureRule.IsPrimary(count))
            return cycles.Find(arc, protection.PrimaryRise(arc), protection.LargestFall(arc));

        const int spread = DisclosureRule.LeastSpread;
        var higher = cycles.Find(arc, rise: spread - (int)protection.Informed.Fall(arc, spread), fall: 0);
        var fall = spread - (int)protection.Informed.Rise(arc, spread);
        if (fall > protection.LargestFall(arc))
            return higher;

        var lower = cycles.Find(arc, rise: 0, fall);
        return lower.Cost < higher.Cost ? lower : higher;
    }

    private static void ShowWhatIsNotNeeded(CellNetwork network, bool[] hidden, long[] cost)
    {
        var protection = new Protection(network, hidden);
        var further = Enumerable.Range(0, hidden.Length)
            .Where(arc => hidden[arc] && !network.IsNeverShown[arc] && !DisclosureRule.IsPrimary(network.Counts[arc]))
            .OrderByDescending(arc => cost[arc]);
        foreach (var arc in further.ToArray())
        {
            hidden[arc] = false;
            hidden[arc] = !Enumerable.Range(0, hidden.Length).All(other => !hidden[other] || protection.IsSafe(other));
        }
    }
}
