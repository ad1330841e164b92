using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>A cell that the published tables give away, with the values it could have. Secret: never printed or logged.</summary>
/// <param name="Key">The cell.</param>
/// <param name="Low">The smallest possible protected count.</param>
/// <param name="High">The largest; null without limit.</param>
public sealed record OpenedCell(CellKey Key, int Low, int? High);

/// <summary>
/// The last check before publishing: takes the reader's place and computes for each hidden cell which values fit all that is
/// shown.
/// </summary>
/// <remarks>
/// For one release exact, not an estimate (<see cref="HiddenFlow"/>). Beside earlier releases it counts only movements of whole
/// runs of releases (<see cref="ReleaseHistory"/>): what it finds safe is safe, and it may refuse what is.
/// </remarks>
public static class SuppressionAudit
{
    /// <param name="cells">The whole table with true counts, open themes and what is told twice included.</param>
    /// <param name="protectedThemes">Themes whose small counts are hidden.</param>
    /// <param name="hidden">The cells that will not be shown.</param>
    /// <param name="earlier">What readers may have kept of the year, in the order of release; null for nothing.</param>
    /// <returns>Cells that break the rules, the new release's ordered by level, area and theme, then those of earlier
    /// releases; empty when all is safe.</returns>
    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    /// <exception cref="ArgumentException">A zero, an open theme or an unknown cell is hidden, against the rules that readers
    /// are told.</exception>
    public static IReadOnlyList<OpenedCell> Open(
        IReadOnlyList<Cell> cells, ISet<string> protectedThemes, IReadOnlySet<CellKey> hidden, IReadOnlyList<EarlierRelease>? earlier = null)
    {
        var history = new ReleaseHistory(cells, protectedThemes, earlier ?? []);
        var required = (bool[])history.Hidden.Clone();
        history.Network.IsNeverShown.CopyTo(history.Hidden, 0);
        foreach (var key in hidden)
        {
            if (!history.Network.TryArc(key, out var arc) || history.Network.IsNeverShown[arc] || (history.Network.Counts[arc] == 0 && !history.Carried[arc]))
                throw new ArgumentException("Only protected counts above zero may be hidden.", nameof(hidden));
            history.Hidden[arc] = true;
        }

        return [.. Enumerable.Range(0, history.Last + 1).Reverse().SelectMany(release => Opened(history, release, required))];
    }

    private static IEnumerable<OpenedCell> Opened(ReleaseHistory history, int release, bool[] required)
    {
        var protection = new Protection(history, release);
        var (counts, hidden) = (history.CountsOf(release), history.HiddenIn(release));
        for (var arc = 0; arc < counts.Length; arc++)
        {
            var (key, count) = (history.Network.Keys[arc], counts[arc]);
            if (release == history.Last && required[arc] && !hidden[arc])
                yield return new OpenedCell(key, count, count);
            if (!hidden[arc] || protection.IsSafe(arc))
                continue;

            var rise = protection.Rise(arc);
            yield return new OpenedCell(
                key, count - (int)protection.Fall(arc), rise == HiddenFlow.Unlimited ? null : checked((int)(count + rise)));
        }
    }
}
