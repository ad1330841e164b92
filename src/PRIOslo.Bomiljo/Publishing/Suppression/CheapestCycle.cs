namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Further cells to hide so that one hidden count could be higher and lower, and what hiding them costs.</summary>
internal sealed record Cover(long Cost, IReadOnlyList<int> Arcs);

/// <summary>Finds cheap cycles of cells around a hidden cell: cells that can move with it and keep every sum.</summary>
/// <remarks>
/// Shortest paths in the residual network, hidden cells nearly free: J. Castro (2007), A shortest-paths heuristic for
/// statistical data protection in positive tables, INFORMS J. Comput. 19, 520–533. The result is feasible, not of least cost.
/// </remarks>
/// <param name="network">The table.</param>
/// <param name="layer">What is hidden already, and what may be hidden with it.</param>
/// <param name="cost">Per arc: the cost of hiding it, above <see cref="HiddenCost"/> × the number of arcs.</param>
internal sealed class CheapestCycle(CellNetwork network, Layer layer, long[] cost)
{
    /// <summary>For passing a hidden cell: prefers short cycles among equals.</summary>
    public const long HiddenCost = 1;

    private int[] _room = layer.InformedRoom;
    private readonly long[] _change = new long[network.Keys.Length];
    private readonly bool[] _chosen = new bool[network.Keys.Length];
    private readonly long[] _distance = new long[network.ArcsAt.Length];
    private readonly int[] _arrivedBy = new int[network.ArcsAt.Length];
    private readonly PriorityQueue<int, (long Distance, int Node)> _queue = new();

    /// <summary>The cheaper of one cycle that serves both directions and of separate cycles, as many as it takes.</summary>
    /// <param name="arc">A hidden cell.</param>
    /// <param name="rise">How much higher the count shall be possible.</param>
    /// <param name="fall">How much lower; not more than with all cells above zero hidden.</param>
    /// <param name="plain">To the reader who takes hidden cells as 0 or more.</param>
    /// <returns>Null where nothing that may be hidden gives as much.</returns>
    public Cover? Find(int arc, int rise, int fall, bool plain = false)
    {
        if (!layer.Free[arc])
            return null;

        _room = plain ? layer.PlainRoom : layer.InformedRoom;
        var one = OneCycle(arc, rise, fall);
        var many = ManyCycles(arc, rise, fall);
        return one is null || many?.Cost < one.Cost ? many : one;
    }

    private Cover? OneCycle(int arc, int rise, int fall)
    {
        Array.Clear(_change);
        Array.Clear(_chosen);
        return FindPath(network.To[arc], network.From[arc], arc, along: fall, against: rise)
            ? Choose(network.To[arc], network.From[arc], 0)
            : null;
    }

    private Cover? ManyCycles(int arc, int rise, int fall)
    {
        Array.Clear(_chosen);
        var arcs = new List<int>();
        return Push(network.To[arc], network.From[arc], arc, rise, arcs) && Push(network.From[arc], network.To[arc], arc, fall, arcs)
            ? new Cover(arcs.Sum(a => cost[a]), arcs)
            : null;
    }

    private bool Push(int source, int sink, int exceptArc, int amount, List<int> arcs)
    {
        Array.Clear(_change);
        while (amount > 0)
        {
            if (!FindPath(source, sink, exceptArc, along: 0, against: 1))
                return false;

            long width = amount;
            for (var node = sink; node != source; node = Previous(node))
            {
                if (_arrivedBy[node] < 0)
                    width = Math.Min(width, Room(-_arrivedBy[node] - 1));
            }

            arcs.AddRange(Choose(source, sink, width).Arcs);
            amount -= (int)width;
        }

        return true;
    }

    /// <summary>Sends the width along the path found, and takes its arcs.</summary>
    private Cover Choose(int source, int sink, long width)
    {
        var arcs = new List<int>();
        for (var node = sink; node != source; node = Previous(node))
        {
            var arc = Math.Abs(_arrivedBy[node]) - 1;
            _change[arc] += Math.Sign(_arrivedBy[node]) * width;
            if (!layer.Hidden[arc] && !_chosen[arc])
                arcs.Add(arc);
            _chosen[arc] = true;
        }

        return new Cover(arcs.Sum(a => cost[a]), arcs);
    }

    private bool MayBeHidden(int arc) => layer.Free[arc] && (network.Counts[arc] > 0 || layer.Hidden[arc]);

    private long Room(int arc) => _room[arc] + _change[arc];

    private int Previous(int node) => _arrivedBy[node] > 0
        ? network.From[_arrivedBy[node] - 1]
        : network.To[-_arrivedBy[node] - 1];

    /// <summary>Dijkstra. A node is arrived at by arc + 1 along the arc, by −(arc + 1) against it, 0 not yet.</summary>
    /// <param name="source">First node.</param>
    /// <param name="sink">Last node.</param>
    /// <param name="exceptArc">The arc that the cycle is for.</param>
    /// <param name="along">Room that an arc taken along its direction must have for being lowered.</param>
    /// <param name="against">The same for an arc taken against its direction.</param>
    private bool FindPath(int source, int sink, int exceptArc, long along, long against)
    {
        Array.Fill(_distance, long.MaxValue);
        Array.Clear(_arrivedBy);
        _queue.Clear();
        _distance[source] = 0;
        _queue.Enqueue(source, (0, source));
        while (_queue.TryDequeue(out var node, out var at))
        {
            if (node == sink)
                return true;
            if (at.Distance > _distance[node])
                continue;

            foreach (var arc in network.ArcsAt[node])
            {
                var forward = network.From[arc] == node;
                if (arc == exceptArc || !MayBeHidden(arc) || Room(arc) < (forward ? along : against))
                    continue;

                var next = forward ? network.To[arc] : network.From[arc];
                var distance = at.Distance + (layer.Hidden[arc] || _chosen[arc] ? HiddenCost : cost[arc]);
                if (distance >= _distance[next])
                    continue;

                _distance[next] = distance;
                _arrivedBy[next] = forward ? arc + 1 : -(arc + 1);
                _queue.Enqueue(next, (distance, next));
            }
        }

        return false;
    }
}
