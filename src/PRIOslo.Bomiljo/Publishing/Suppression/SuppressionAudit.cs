using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>A cell that the published table gives away, with the values it could have. Secret: never printed or logged.</summary>
/// <param name="Key">The cell.</param>
/// <param name="Low">The smallest possible protected count.</param>
/// <param name="High">The largest; null without limit.</param>
public sealed record OpenedCell(CellKey Key, int Low, int? High);

/// <summary>
/// The last check before publishing: takes the reader's place and computes for each hidden cell which values fit all that is
/// shown.
/// </summary>
/// <remarks>
/// Exact, not an estimate (<see cref="HiddenFlow"/>). It covers one table: what other years, versions or statistics add to it is
/// not seen here.
/// </remarks>
public static class SuppressionAudit
{
    /// <param name="cells">The whole table with true counts, open themes and what is told twice included.</param>
    /// <param name="protectedThemes">Themes whose small counts are hidden.</param>
    /// <param name="hidden">The cells that will not be shown.</param>
    /// <returns>Cells that break the rules, ordered by level, area and theme; empty when the table is safe.</returns>
    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    /// <exception cref="ArgumentException">A zero, an open theme or an unknown cell is hidden, against the rules that readers
    /// are told.</exception>
    public static IReadOnlyList<OpenedCell> Open(
        IReadOnlyList<Cell> cells, ISet<string> protectedThemes, IReadOnlySet<CellKey> hidden)
    {
        var network = new CellNetwork(cells, protectedThemes);
        var isHidden = network.IsNeverShown.ToArray();
        foreach (var key in hidden)
        {
            if (!network.TryArc(key, out var arc) || network.Counts[arc] == 0 || network.IsNeverShown[arc])
                throw new ArgumentException("Only protected counts above zero may be hidden.", nameof(hidden));
            isHidden[arc] = true;
        }

        return Open(network, isHidden);
    }

    internal static IReadOnlyList<OpenedCell> Open(CellNetwork network, bool[] hidden)
    {
        var protection = new Protection(network, hidden);
        var opened = new List<OpenedCell>();
        for (var arc = 0; arc < network.Keys.Length; arc++)
        {
            var count = network.Counts[arc];
            if (!hidden[arc] && DisclosureRule.IsPrimary(count))
                opened.Add(new OpenedCell(network.Keys[arc], count, count));
            if (!hidden[arc] || protection.IsSafe(arc))
                continue;

            var rise = protection.Informed.Rise(arc);
            opened.Add(new OpenedCell(
                network.Keys[arc],
                count - (int)protection.Informed.Fall(arc),
                rise == HiddenFlow.Unlimited ? null : checked((int)(count + rise))));
        }

        return opened;
    }
}
