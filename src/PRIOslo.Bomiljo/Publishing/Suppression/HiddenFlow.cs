namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>How far a hidden count could be from its true value while every shown cell and every sum holds.</summary>
/// <remarks>
/// The count can rise by what the other hidden cells can carry from the arc's head back to its tail, and fall by what they
/// can carry the other way: a maximum flow in the residual network, by shortest augmenting paths (J. Edmonds and R. M. Karp
/// 1972, J. ACM 19, 248–264).
/// </remarks>
/// <param name="network">The table.</param>
/// <param name="hidden">Per arc: not shown.</param>
/// <param name="free">Per arc: hiding it leaves the reader in doubt; others are as good as shown.</param>
/// <param name="room">Per arc: how far the count is above the least that the reader allows it.</param>
internal sealed class HiddenFlow(CellNetwork network, bool[] hidden, bool[] free, int[] room)
{
    /// <summary>No upper limit.</summary>
    public const long Unlimited = long.MaxValue / 4;

    private readonly long[] _change = new long[network.Keys.Length];
    private readonly int[] _arrivedBy = new int[network.ArcsAt.Length];
    private readonly Queue<int> _queue = new();

    /// <param name="arc">A hidden cell.</param>
    /// <param name="enough">Where to stop looking: the result may be anything from here on.</param>
    public long Rise(int arc, long enough = Unlimited) =>
        hidden[arc] && free[arc] ? MaximumFlow(network.To[arc], network.From[arc], arc, enough) : 0;

    /// <inheritdoc cref="Rise"/>
    public long Fall(int arc, long enough = Unlimited) => hidden[arc] && free[arc]
        ? Math.Min(room[arc], MaximumFlow(network.From[arc], network.To[arc], arc, Math.Min(enough, room[arc])))
        : 0;

    private long MaximumFlow(int source, int sink, int exceptArc, long enough)
    {
        Array.Clear(_change);
        long flow = 0;
        while (flow < enough && FindPath(source, sink, exceptArc))
        {
            var width = Unlimited;
            for (var node = sink; node != source; node = Previous(node))
                width = Math.Min(width, Room(Math.Abs(_arrivedBy[node]) - 1, forward: _arrivedBy[node] > 0));
            if (width == Unlimited)
                return Unlimited;

            for (var node = sink; node != source; node = Previous(node))
                _change[Math.Abs(_arrivedBy[node]) - 1] += Math.Sign(_arrivedBy[node]) * width;
            flow += width;
        }

        return flow;
    }

    private long Room(int arc, bool forward) => forward ? Unlimited : room[arc] + _change[arc];

    private int Previous(int node) => _arrivedBy[node] > 0
        ? network.From[_arrivedBy[node] - 1]
        : network.To[-_arrivedBy[node] - 1];

    /// <summary>Breadth first. A node is arrived at by arc + 1 along the arc, by −(arc + 1) against it, 0 not yet.</summary>
    private bool FindPath(int source, int sink, int exceptArc)
    {
        Array.Clear(_arrivedBy);
        _queue.Clear();
        _queue.Enqueue(source);
        while (_queue.TryDequeue(out var node))
        {
            foreach (var arc in network.ArcsAt[node])
            {
                var forward = network.From[arc] == node;
                var next = forward ? network.To[arc] : network.From[arc];
                if (arc == exceptArc || !hidden[arc] || !free[arc] || next == source || _arrivedBy[next] != 0 || Room(arc, forward) == 0)
                    continue;

                _arrivedBy[next] = forward ? arc + 1 : -(arc + 1);
                if (next == sink)
                    return true;
                _queue.Enqueue(next);
            }
        }

        return false;
    }
}
