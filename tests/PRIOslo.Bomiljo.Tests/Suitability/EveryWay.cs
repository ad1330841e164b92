using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>The walk from a point to a stop written anew as plainly as possible: every piece of way, again and again until nothing gets shorter (Bellman 1958).</summary>
internal static class EveryWay
{
    /// <returns>Metres; infinity where no way within reach leads to a stop.</returns>
    public static double Shortest(IEnumerable<Geometry> ways, IEnumerable<Geometry> stops, Point site)
    {
        (Coordinate From, Coordinate To)[] pieces = [.. ways.SelectMany(way => way.Coordinates.Zip(way.Coordinates.Skip(1)))];
        var metres = pieces.SelectMany(piece => new[] { piece.From, piece.To }).Distinct().ToDictionary(node => node, _ => double.PositiveInfinity);
        var joined = stops.SelectMany(stop => Near(pieces, stop.Coordinate)).ToArray();
        foreach (var (piece, foot, line) in joined)
        {
            metres[piece.From] = Math.Min(metres[piece.From], line + foot.Distance(piece.From));
            metres[piece.To] = Math.Min(metres[piece.To], line + foot.Distance(piece.To));
        }

        for (var isShorter = true; isShorter;)
        {
            isShorter = false;
            foreach (var (from, to) in pieces.Concat(pieces.Select(piece => (piece.To, piece.From))))
            {
                if (metres[from] + from.Distance(to) >= metres[to])
                    continue;
                (metres[to], isShorter) = (metres[from] + from.Distance(to), true);
            }
        }

        return Near(pieces.Where(piece => double.IsFinite(metres[piece.From])), site.Coordinate)
            .Select(near => near.Line + joined.Where(stop => stop.Piece == near.Piece).Select(stop => stop.Line + stop.Foot.Distance(near.Foot))
                .Append(metres[near.Piece.From] + near.Foot.Distance(near.Piece.From)).Append(metres[near.Piece.To] + near.Foot.Distance(near.Piece.To)).Min())
            .DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    private static IReadOnlyList<((Coordinate From, Coordinate To) Piece, Coordinate Foot, double Line)> Near(IEnumerable<(Coordinate From, Coordinate To)> pieces, Coordinate place)
    {
        var lines = pieces.Select(piece => (Piece: piece, Foot: Foot(piece, place), Line: Foot(piece, place).Distance(place))).ToArray();
        var nearest = lines.Select(line => line.Line).DefaultIfEmpty().Min();
        return [.. lines.Where(line => line.Line <= Math.Min(WalkingNetwork.ReachMetres, nearest + WalkingNetwork.SlackMetres))];
    }

    private static Coordinate Foot((Coordinate From, Coordinate To) piece, Coordinate place) => new LineSegment(piece.From, piece.To).ClosestPoint(place);
}
