using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The ways that one may walk, and how far it is along them to the nearest stop of public transport.</summary>
/// <remarks>
/// A walk goes straight from the site (a plot from its boundary) to the nearest way that leads to a stop, along the ways, and
/// straight to the stop from the way that is nearest to it; the straight lines count in its length. Of several straight pieces of
/// way that are about as near (<see cref="SlackMetres"/>) those count that give the shortest walk. Not any way within reach: walks
/// would cut through the blocks. Ways join where they share a vertex to the millimetre: one that crosses another without (a
/// bridge) does not. Differences in height, gates, lights and what stands in the way of the straight lines are not known.
/// Flat arrays; never changed after it is made; safe to use from several threads.
/// </remarks>
public sealed class WalkingNetwork
{
    /// <summary>
    /// How far from a way a site or a stop may be. An assumption: farther than from the middle of a plot to the street, and no
    /// farther, because nobody knows what stands between.
    /// </summary>
    public const double ReachMetres = 100;
    private const long ReachMillimetres = 100_000;

    /// <summary>
    /// How much farther away a way may be than the nearest and be walked as well. An assumption: the width of a street, so that the
    /// pavement on its other side and the street beside a plot's second boundary count, and hardly any behind the next house.
    /// </summary>
    public const double SlackMetres = 25;
    private const double SlackMillimetres = 25_000;

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
        var near = new Pieces(this, site, i);
        _ways.Index.Visit(site.Boxes[i].GrownBy(ReachMillimetres), ref near);
        var least = double.PositiveInfinity;
        foreach (var (piece, access) in near.Nearest())
        {
            var along = Math.Min(access.First + _fromStart[piece], LengthOf(_ways.Shapes, piece) - access.Last + _fromEnd[piece]);
            foreach (var stop in StopsOn(piece))
                along = Math.Min(along, stop.Distance + Math.Max(0, Math.Max(stop.First - access.Last, access.First - stop.Last)));
            least = Math.Min(least, access.Distance + along);
        }

        return Millimetres.ToMetres(least);
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
            var near = new Pieces(ways, stops, stop);
            ways.Index.Visit(stops.Boxes[stop].GrownBy(ReachMillimetres), ref near);
            joined.AddRange(near.Nearest());
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

    /// <summary>Looks for the pieces of way nearest to a place.</summary>
    private struct Pieces : IGridVisitor
    {
        private readonly ShapeArrays _ways, _places;
        private readonly int _place;
        private readonly double[]? _fromStart;
        private readonly List<(int Piece, WayAccess Access)> _found = [];
        private double _nearest = double.PositiveInfinity;

        /// <summary>Among all pieces.</summary>
        public Pieces(ShapeLayer ways, ShapeArrays places, int place) => (_ways, _places, _place) = (ways.Shapes, places, place);

        /// <summary>Among those that lead to a stop.</summary>
        public Pieces(WalkingNetwork network, ShapeArrays places, int place)
            : this(network._ways, places, place) => _fromStart = network._fromStart;

        /// <returns>The nearest, and those that are about as near, each stretch by itself; none beyond the reach.</returns>
        public readonly IEnumerable<(int Piece, WayAccess Access)> Nearest()
        {
            var most = _nearest + SlackMillimetres;
            return _found.Where(piece => piece.Access.Distance <= most);
        }

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            // Where no stop is reached from one end of a piece, none is from the other, nor stands any beside it.
            if (_fromStart is not null && double.IsInfinity(_fromStart[entry.Shape]))
                return;
            var reach = (long)Math.Min(ReachMillimetres, Math.Ceiling(_nearest + SlackMillimetres));
            if (_places.Boxes[_place].SquaredDistanceTo(_ways.Boxes[entry.Shape]) <= reach * reach && WayAccess.Find(_places, _place, _ways, entry.Shape, reach, _found))
                _nearest = Math.Min(_nearest, _found[^1].Access.Distance);
        }
    }
}
