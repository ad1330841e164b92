namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>How a place joins a stretch of one straight piece of a way: by a straight line to the nearest point of the piece.</summary>
/// <param name="Distance">The straight line, millimetres; 0 where the piece touches the place or crosses it.</param>
/// <param name="First">From the piece's start to the first point of the stretch, millimetres.</param>
/// <param name="Last">From the piece's start to the last; the same as <paramref name="First"/> where there is but one. All points between are as near.</param>
internal readonly record struct WayAccess(double Distance, double First, double Last)
{
    /// <summary>Points of a piece that differ by less are as near as each other: far above rounding, far below what is surveyed.</summary>
    private const double AsNearMillimetres = 0.001;

    /// <summary>Every stretch of a piece that is as near to a place as any point of the piece: several where the place has parts, arms or holes.</summary>
    /// <param name="shapes">Arrays that hold the place.</param>
    /// <param name="i">The place's number in them.</param>
    /// <param name="ways">Straight pieces, as <see cref="ShapeArraysBuilder.AddEdgesOf"/> gives them.</param>
    /// <param name="piece">The piece's number in them.</param>
    /// <param name="reach">Whole millimetres, included exactly.</param>
    /// <param name="found">Where they are added, in the piece's direction.</param>
    /// <returns>False where the piece is farther away than the reach.</returns>
    public static bool Find(ShapeArrays shapes, int i, ShapeArrays ways, int piece, long reach, List<(int Piece, WayAccess Access)> found)
    {
        var distance = ShapeDistance.Between(shapes, i, ways, piece);
        if (distance > reach + 1 || (distance > reach - 1 && !ShapeDistance.IsWithin(reach, shapes, i, ways, piece)))
            return false;

        var start = ways.RunStart[ways.ShapeStart[piece]];
        var (ax, ay, bx, by) = (ways.X[start], ways.Y[start], ways.X[start + 1], ways.Y[start + 1]);
        var (ex, ey) = (bx - ax, by - ay);
        var length = Math.Sqrt((ex * ex) + (ey * ey));
        if (length == 0 || ShapeDistance.IsPoint(shapes, i))
        {
            var first = shapes.RunStart[shapes.ShapeStart[i]];
            Add(length == 0 ? 0 : Along(shapes.X[first], shapes.Y[first]));
            return true;
        }

        // Where a stretch may begin or end: beside a corner of the place, on its boundary, and at the ends of the piece.
        var nearest = new List<double>();
        for (var run = shapes.ShapeStart[i]; run < shapes.ShapeStart[i + 1]; run++)
        {
            var end = shapes.RunStart[run + 1];
            for (var v = shapes.RunStart[run]; v < end; v++)
            {
                var (px, py) = (shapes.X[v], shapes.Y[v]);
                if (SegmentDistance.PointToSegment(px, py, ax, ay, bx, by) <= distance + AsNearMillimetres)
                    nearest.Add(Along(px, py));
                if (distance == 0 && v + 1 < end && SegmentDistance.Cross(ax, ay, bx, by, px, py, shapes.X[v + 1], shapes.Y[v + 1]))
                    nearest.Add(length * Crossing(ex, ey, px - ax, py - ay, shapes.X[v + 1] - px, shapes.Y[v + 1] - py));
            }
        }

        if (DistanceTo(shapes, i, ax, ay, 0, 0) <= distance + AsNearMillimetres)
            nearest.Add(0);
        if (DistanceTo(shapes, i, ax, ay, ex, ey) <= distance + AsNearMillimetres)
            nearest.Add(length);

        nearest.Sort();
        Add(nearest[0]);
        foreach (var along in nearest.Skip(1))
        {
            var stretch = found[^1].Access;
            var part = (stretch.Last + along) / 2 / length;
            if (along - stretch.Last <= AsNearMillimetres || DistanceTo(shapes, i, ax, ay, part * ex, part * ey) <= distance + AsNearMillimetres)
                found[^1] = (piece, stretch with { Last = along });
            else
                Add(along);
        }

        return true;

        double Along(long x, long y) => Math.Clamp((((x - ax) * ex) + ((y - ay) * ey)) / length, 0, length);

        void Add(double along) => found.Add((piece, new WayAccess(distance, along, along)));
    }

    /// <returns>What part of the first line is passed where the second, that starts off by (x, y), crosses it; 0 to 1.</returns>
    private static double Crossing(long ex, long ey, long x, long y, long fx, long fy) => ((x * fy) - (y * fx)) / (double)((ex * fy) - (ey * fx));

    /// <returns>Millimetres from the place to the point at (x, y) from (ax, ay); 0 inside. The odd number of edges east of a point tells that it is inside.</returns>
    private static double DistanceTo(ShapeArrays shapes, int i, long ax, long ay, double x, double y)
    {
        var (least, isInside) = (double.PositiveInfinity, false);
        for (var run = shapes.ShapeStart[i]; run < shapes.ShapeStart[i + 1]; run++)
        {
            var (start, last) = (shapes.RunStart[run], shapes.RunStart[run + 1] - 1);
            for (var v = start; v < last || v == start; v++)
            {
                var next = Math.Min(v + 1, last);
                var (fx, fy) = ((double)(shapes.X[next] - shapes.X[v]), (double)(shapes.Y[next] - shapes.Y[v]));
                var (px, py) = (x - (shapes.X[v] - ax), y - (shapes.Y[v] - ay));
                var part = fx == 0 && fy == 0 ? 0 : Math.Clamp(((px * fx) + (py * fy)) / ((fx * fx) + (fy * fy)), 0, 1);
                least = Math.Min(least, Math.Sqrt(Square(px - (part * fx)) + Square(py - (part * fy))));
                if (py < 0 != py < fy)
                    isInside ^= px < fx * py / fy;
            }
        }

        return isInside ? 0 : least;

        static double Square(double value) => value * value;
    }
}
