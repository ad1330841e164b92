namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Shortest paths over a network of nodes and edges that go both ways.</summary>
/// <remarks>Dijkstra (1959), «A note on two problems in connexion with graphs», from all sources at once.</remarks>
internal static class ShortestPaths
{
    /// <param name="costs">One a node: what it costs to start there, ≥ 0; infinity where no path starts. Becomes the least cost of reaching the node; infinity where none does.</param>
    /// <param name="from">One node an edge.</param>
    /// <param name="to">The node at the edge's other end.</param>
    /// <param name="lengths">One an edge, ≥ 0.</param>
    public static void Relax(double[] costs, int[] from, int[] to, double[] lengths)
    {
        var (firstEdge, edges) = EdgesOfNodes(costs.Length, from, to);
        var open = new PriorityQueue<int, double>();
        foreach (var (node, cost) in costs.Index().Where(node => double.IsFinite(node.Item)))
            open.Enqueue(node, cost);
        while (open.TryDequeue(out var node, out var cost))
        {
            // A node that was reached cheaper since stands in the queue twice.
            if (cost > costs[node])
                continue;
            for (var n = firstEdge[node]; n < firstEdge[node + 1]; n++)
            {
                var edge = edges[n];
                var (next, reached) = (from[edge] == node ? to[edge] : from[edge], cost + lengths[edge]);
                if (reached >= costs[next])
                    continue;
                costs[next] = reached;
                open.Enqueue(next, reached);
            }
        }
    }

    /// <returns>First place of each node in the second array, and the number of places at the end; the edges of one node after another.</returns>
    private static (int[] First, int[] Edges) EdgesOfNodes(int nodes, int[] from, int[] to)
    {
        var first = new int[nodes + 1];
        foreach (var node in from.Concat(to))
            first[node + 1]++;
        for (var node = 0; node < nodes; node++)
            first[node + 1] += first[node];
        var (edges, next) = (new int[2 * from.Length], (int[])first.Clone());
        for (var edge = 0; edge < from.Length; edge++)
            (edges[next[from[edge]]++], edges[next[to[edge]]++]) = (edge, edge);
        return (first, edges);
    }
}
