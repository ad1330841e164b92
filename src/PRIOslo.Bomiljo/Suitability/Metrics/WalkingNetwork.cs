using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The ways that one may walk, and how far it is along them to the nearest stop of public transport.</summary>
/// <remarks>
/// A walk goes straight from the site to the nearest point of a straight piece of way (a plot from its boundary), along the ways,
/// and straight from the nearest point of a piece to the stop. Of all pieces within <see cref="ReachMetres"/> of the site, and of
/// the stop, those count that give the shortest walk; the straight lines count in its length. Ways join where they share a vertex
/// to the millimetre: one that crosses another without (a bridge) does not. Differences in height, gates, lights and what stands
/// in the way of the straight lines are not known. Flat arrays; never changed after it is made; safe to use from several threads.
/// </remarks>
public sealed class WalkingNetwork
{
    /// <summary>
    /// How far from a way a site or a stop may be. An assumption: farther than from the middle of a plot to the street, and no
    /// farther, because nobody knows what stands between.
    /// </summary>
    public const double ReachMetres = 100;
    private const long ReachMillimetres = 100_000;

    private readonly ShapeLayer _ways;

    // Millimetres from the ends of each piece to the nearest stop; infinity where no way leads to one.
    private readonly double[] _fromStart, _fromEnd;

    // First of the stops that join each piece, and their number at the end; the stops, piece by piece.
    private readonly int[] _firstStop;
    private readonly WayAccess[] _stops;

    /// <param name="ways">Straight pieces, as <see cref="ShapeArraysBuilder.AddEdgesOf"/> gives them.</param>
    /// <param name="stops">Points or polygons.</param>
    public WalkingNetwork(ShapeLayer ways, ShapeLayer stops)
    {
        _ways = ways;
        (_firstStop, _stops) = Join(ways, stops.Shapes);
        var shapes = ways.Shapes;
        var (nodes, from, to, lengths) = (new Dictionary<(long X, long Y), int>(), new int[shapes.Count], new int[shapes.Count], new double[shapes.Count]);
        for (var piece = 0; piece < shapes.Count; piece++)
        {
            var start = shapes.RunStart[shapes.ShapeStart[piece]];
            (from[piece], to[piece], lengths[piece]) = (NodeAt(start), NodeAt(start + 1), LengthOf(shapes, piece));
        }

        var costs = Enumerable.Repeat(double.PositiveInfinity, nodes.Count).ToArray();
        for (var piece = 0; piece < shapes.Count; piece++)
        {
            foreach (var stop in StopsOn(piece))
            {
                costs[from[piece]] = Math.Min(costs[from[piece]], stop.Distance + stop.First);
                costs[to[piece]] = Math.Min(costs[to[piece]], stop.Distance + lengths[piece] - stop.Last);
            }
        }

        ShortestPaths.Relax(costs, from, to, lengths);
        (_fromStart, _fromEnd) = (Array.ConvertAll(from, node => costs[node]), Array.ConvertAll(to, node => costs[node]));

        int NodeAt(int vertex)
        {
            ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, (shapes.X[vertex], shapes.Y[vertex]), out var isKnown);
            return isKnown ? node : node = nodes.Count - 1;
        }
    }

    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <returns>Metres on foot to the nearest stop; infinity where no way within the reach leads to one.</returns>
    internal double MetresToStop(ShapeArrays site, int i)
    {
        var walk = new Walk(this, site, i);
        _ways.Index.Visit(site.Boxes[i].GrownBy(ReachMillimetres), ref walk);
        return Millimetres.ToMetres(walk.Least);
    }

    private ReadOnlySpan<WayAccess> StopsOn(int piece) => _stops.AsSpan(_firstStop[piece]..(_firstStop[piece + 1]));

    private static double LengthOf(ShapeArrays ways, int piece)
    {
        var start = ways.RunStart[ways.ShapeStart[piece]];
        var (dx, dy) = (ways.X[start + 1] - ways.X[start], ways.Y[start + 1] - ways.Y[start]);
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    private static (int[] First, WayAccess[] Stops) Join(ShapeLayer ways, ShapeArrays stops)
    {
        var joined = new List<(int Piece, WayAccess Access)>();
        for (var stop = 0; stop < stops.Count; stop++)
        {
            var near = new Pieces(ways.Shapes, stops, stop, joined);
            ways.Index.Visit(stops.Boxes[stop].GrownBy(ReachMillimetres), ref near);
        }

        var first = new int[ways.Shapes.Count + 1];
        foreach (var (piece, _) in joined)
            first[piece + 1]++;
        for (var piece = 0; piece < ways.Shapes.Count; piece++)
            first[piece + 1] += first[piece];
        var (ordered, next) = (new WayAccess[joined.Count], (int[])first.Clone());
        foreach (var (piece, access) in joined)
            ordered[next[piece]++] = access;
        return (first, ordered);
    }

    private readonly struct Pieces(ShapeArrays ways, ShapeArrays stops, int stop, List<(int Piece, WayAccess Access)> joined) : IGridVisitor
    {
        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (WayAccess.Of(stops, stop, ways, entry.Shape, ReachMillimetres) is { } access)
                joined.Add((entry.Shape, access));
        }
    }

    private struct Walk(WalkingNetwork network, ShapeArrays site, int i) : IGridVisitor
    {
        /// <summary>Millimetres.</summary>
        public double Least { get; private set; } = double.PositiveInfinity;

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            var piece = entry.Shape;
            var (fromStart, fromEnd) = (network._fromStart[piece], network._fromEnd[piece]);
            var stops = network.StopsOn(piece);
            if (stops.IsEmpty && Math.Min(fromStart, fromEnd) >= Least)
                return;
            var ways = network._ways.Shapes;
            if (WayAccess.Of(site, i, ways, piece, ReachMillimetres) is not { } access)
                return;

            var along = Math.Min(access.First + fromStart, LengthOf(ways, piece) - access.Last + fromEnd);
            foreach (var stop in stops)
                along = Math.Min(along, stop.Distance + Math.Max(0, Math.Max(stop.First - access.Last, access.First - stop.Last)));
            Least = Math.Min(Least, access.Distance + along);
        }
    }
}
