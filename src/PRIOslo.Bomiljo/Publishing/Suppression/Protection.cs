namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Whether the hidden cells of one release keep the values that <see cref="DisclosureRule"/> asks for.</summary>
/// <remarks>
/// Against two readers. The informed one knows that zeros are shown: to him a sum of two cells that are not zero is at least 2
/// whatever is hidden, so of 1–4 he must be left all from that floor on. The plain one takes hidden cells as 0 or more, and must
/// be left all of 1–4. Both have every release of the year (<see cref="ReleaseHistory"/>).
/// </remarks>
internal sealed class Protection
{
    private readonly HiddenFlow[] _informed;
    private readonly HiddenFlow[] _plain;
    private readonly int[] _counts;
    private readonly int[] _leastRise;
    private readonly int[] _largestFall;
    private readonly bool[] _neverShown;

    /// <param name="history">The hidden cells of its new release are read anew at each call.</param>
    /// <param name="release">Which release's cells are asked about.</param>
    public Protection(ReleaseHistory history, int release)
    {
        var layers = history.LayersOf(release).ToList();
        _informed = [.. layers.Select(layer => new HiddenFlow(history.Network, layer.Hidden, layer.Free, layer.InformedRoom))];
        _plain = [.. layers.Select(layer => new HiddenFlow(history.Network, layer.Hidden, layer.Free, layer.PlainRoom))];
        _counts = history.CountsOf(release);
        _leastRise = history.LeastRiseIn(release);
        _largestFall = LargestFalls(history, release);
        _neverShown = history.Network.IsNeverShown;
    }

    public bool IsSafe(int arc) => IsSafeFromInformed(arc) && IsSafeFromPlain(arc);

    public bool IsSafeFromInformed(int arc)
    {
        if (_neverShown[arc] && !DisclosureRule.IsPrimary(_counts[arc]))
            return true; // that it is hidden says nothing of how large it is
        var rise = Rise(arc, Math.Max(_leastRise[arc], DisclosureRule.LeastSpread));
        if (rise < _leastRise[arc])
            return false;
        if (!DisclosureRule.IsPrimary(_counts[arc]))
            return rise >= DisclosureRule.LeastSpread || rise + Fall(arc, DisclosureRule.LeastSpread) >= DisclosureRule.LeastSpread;

        var fall = Fall(arc);
        return fall >= _largestFall[arc] && rise + fall >= DisclosureRule.LeastSpread
            && _counts[arc] + rise >= DisclosureRule.LargestSmallCount;
    }

    /// <summary>How far the count would seem able to fall to the informed reader with all cells above zero hidden, and not below 1.</summary>
    /// <remarks>To here a small count must be able to fall.</remarks>
    public int LargestFall(int arc) => _largestFall[arc];

    /// <summary>How far the count must seem able to rise: a small one beyond the small counts, a dominated one beyond its address.</summary>
    public int NeededRise(int arc) => Math.Max(
        _leastRise[arc], DisclosureRule.IsPrimary(_counts[arc]) ? DisclosureRule.LeastSpread - _largestFall[arc] : 0);

    /// <summary>How far the count can rise to the informed reader; may be anything from <paramref name="enough"/> on.</summary>
    public long Rise(int arc, long enough = HiddenFlow.Unlimited) => Best(_informed, enough, flow => flow.Rise(arc, enough));

    /// <inheritdoc cref="Rise"/>
    public long Fall(int arc, long enough = HiddenFlow.Unlimited) => Best(_informed, enough, flow => flow.Fall(arc, enough));

    private static long Best(HiddenFlow[] flows, long enough, Func<HiddenFlow, long> far)
    {
        long best = 0;
        foreach (var flow in flows)
        {
            best = Math.Max(best, far(flow));
            if (best >= enough)
                break;
        }

        return best;
    }

    private bool IsSafeFromPlain(int arc)
    {
        var fall = _counts[arc] - 1;
        return !DisclosureRule.IsPrimary(_counts[arc]) || _largestFall[arc] == fall || Best(_plain, fall, flow => flow.Fall(arc, fall)) >= fall;
    }

    private static int[] LargestFalls(ReleaseHistory history, int release)
    {
        var (counts, floor) = (history.CountsOf(release), history.FloorOf(release));
        var every = counts.Select((count, arc) => count > 0 || floor[arc] == 0).ToArray();
        var all = new HiddenFlow(history.Network, every, every, [.. counts.Select((count, arc) => Math.Max(0, count - floor[arc]))]);
        return [.. counts.Select((count, arc) => count == 0 ? 0 : (int)Math.Min(count - 1, all.Fall(arc, count)))];
    }
}
