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
        var joined = stops.SelectMany(stop => pieces.Select(piece => (piece, Foot: Foot(piece, stop.Coordinate), Line: Foot(piece, stop.Coordinate).Distance(stop.Coordinate))))
            .Where(stop => stop.Line <= WalkingNetwork.ReachMetres).ToArray();
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

        var least = double.PositiveInfinity;
        foreach (var piece in pieces)
        {
            var foot = Foot(piece, site.Coordinate);
            if (foot.Distance(site.Coordinate) > WalkingNetwork.ReachMetres)
                continue;
            var along = Math.Min(metres[piece.From] + foot.Distance(piece.From), metres[piece.To] + foot.Distance(piece.To));
            along = joined.Where(stop => stop.piece == piece).Select(stop => stop.Line + stop.Foot.Distance(foot)).Append(along).Min();
            least = Math.Min(least, foot.Distance(site.Coordinate) + along);
        }

        return least;
    }

    private static Coordinate Foot((Coordinate From, Coordinate To) piece, Coordinate place) => new LineSegment(piece.From, piece.To).ClosestPoint(place);
}
