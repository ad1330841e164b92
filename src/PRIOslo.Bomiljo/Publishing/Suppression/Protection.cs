namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Whether hidden cells keep the values that <see cref="DisclosureRule"/> asks for.</summary>
/// <remarks>
/// Against two readers. The informed one knows that zeros are shown: to him a sum of two cells that are not zero is at least 2
/// whatever is hidden, so of 1–4 he must be left all from that floor on. The plain one takes hidden cells as 0 or more, and must
/// be left all of 1–4.
/// </remarks>
/// <param name="network">The table.</param>
/// <param name="hidden">Per arc: not shown. Read anew at each call.</param>
internal sealed class Protection(CellNetwork network, bool[] hidden)
{
    private readonly HiddenFlow _plain = new(network, hidden, leastHidden: 0);
    private readonly int[] _largestFall = LargestFalls(network);

    public HiddenFlow Informed { get; } = new(network, hidden, leastHidden: 1);

    public bool IsSafe(int arc) => IsSafeFromInformed(arc) && IsSafeFromPlain(arc);

    public bool IsSafeFromInformed(int arc)
    {
        if (network.IsNeverShown[arc] && !DisclosureRule.IsPrimary(network.Counts[arc]))
            return true; // that it is hidden says nothing of how large it is
        var rise = Informed.Rise(arc, DisclosureRule.LeastSpread);
        if (!DisclosureRule.IsPrimary(network.Counts[arc]))
            return rise >= DisclosureRule.LeastSpread || rise + Informed.Fall(arc) >= DisclosureRule.LeastSpread;

        var fall = Informed.Fall(arc);
        return fall >= _largestFall[arc] && rise + fall >= DisclosureRule.LeastSpread
            && network.Counts[arc] + rise >= DisclosureRule.LargestSmallCount;
    }

    /// <summary>How far the count would seem able to fall to the informed reader with all cells above zero hidden.</summary>
    /// <remarks>To here a primary count must be able to fall, but not below 1.</remarks>
    public int LargestFall(int arc) => _largestFall[arc];

    /// <summary>How far a primary count must seem able to rise: beyond the small counts.</summary>
    public int PrimaryRise(int arc) => DisclosureRule.LeastSpread - _largestFall[arc];

    private bool IsSafeFromPlain(int arc)
    {
        var count = network.Counts[arc];
        return !DisclosureRule.IsPrimary(count) || _largestFall[arc] == count - 1 || _plain.Fall(arc) >= count - 1;
    }

    private static int[] LargestFalls(CellNetwork network)
    {
        var all = new HiddenFlow(network, [.. network.Counts.Select((count, arc) => count > 0 || network.IsNeverShown[arc])], leastHidden: 1);
        return [.. network.Counts.Select((count, arc) => count == 0 ? 0 : (int)Math.Min(count - 1, all.Fall(arc)))];
    }
}
