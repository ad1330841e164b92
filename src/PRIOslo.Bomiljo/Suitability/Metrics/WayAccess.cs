namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>How a place joins one straight piece of a way: by a straight line to the nearest point of the piece.</summary>
/// <param name="Distance">The straight line, millimetres; 0 where the piece touches the place or crosses it.</param>
/// <param name="First">From the piece's start to the first of its points that are so near, millimetres.</param>
/// <param name="Last">From the piece's start to the last of them; the same as <paramref name="First"/> where there is but one.</param>
internal readonly record struct WayAccess(double Distance, double First, double Last)
{
    /// <summary>Points of a piece that differ by less are as near as each other: far above rounding, far below what is surveyed.</summary>
    private const double AsNearMillimetres = 0.001;

    /// <param name="shapes">Arrays that hold the place.</param>
    /// <param name="i">The place's number in them.</param>
    /// <param name="ways">Straight pieces, as <see cref="ShapeArraysBuilder.AddEdgesOf"/> gives them.</param>
    /// <param name="piece">The piece's number in them.</param>
    /// <param name="reach">Whole millimetres, included exactly.</param>
    /// <returns>Null where the piece is farther away than the reach.</returns>
    public static WayAccess? Of(ShapeArrays shapes, int i, ShapeArrays ways, int piece, long reach)
    {
        var distance = ShapeDistance.Between(shapes, i, ways, piece);
        if (distance > reach + 1 || (distance > reach - 1 && !ShapeDistance.IsWithin(reach, shapes, i, ways, piece)))
            return null;

        var start = ways.RunStart[ways.ShapeStart[piece]];
        var (ax, ay, bx, by) = (ways.X[start], ways.Y[start], ways.X[start + 1], ways.Y[start + 1]);
        var (ex, ey) = (bx - ax, by - ay);
        var length = Math.Sqrt((ex * ex) + (ey * ey));
        if (length == 0)
            return new WayAccess(distance, 0, 0);

        var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var run = shapes.ShapeStart[i]; run < shapes.ShapeStart[i + 1]; run++)
        {
            var end = shapes.RunStart[run + 1];
            for (var v = shapes.RunStart[run]; v < end; v++)
            {
                var (px, py) = (shapes.X[v], shapes.Y[v]);
                if (SegmentDistance.PointToSegment(px, py, ax, ay, bx, by) <= distance + AsNearMillimetres)
                    Include(Math.Clamp((((px - ax) * ex) + ((py - ay) * ey)) / length, 0, length));
                if (distance == 0 && v + 1 < end && SegmentDistance.Cross(ax, ay, bx, by, px, py, shapes.X[v + 1], shapes.Y[v + 1]))
                    Include(length * Crossing(ex, ey, px - ax, py - ay, shapes.X[v + 1] - px, shapes.Y[v + 1] - py));
            }
        }

        if (!ShapeDistance.IsPoint(shapes, i))
        {
            if (ToPoint(shapes, i, ax, ay) <= distance + AsNearMillimetres)
                Include(0);
            if (ToPoint(shapes, i, bx, by) <= distance + AsNearMillimetres)
                Include(length);
        }

        return new WayAccess(distance, first, last);

        void Include(double along) => (first, last) = (Math.Min(first, along), Math.Max(last, along));
    }

    /// <returns>What part of the first line is passed where the second, that starts off by (x, y), crosses it; 0 to 1.</returns>
    private static double Crossing(long ex, long ey, long x, long y, long fx, long fy) => ((x * fy) - (y * fx)) / (double)((ex * fy) - (ey * fx));

    private static double ToPoint(ShapeArrays shapes, int i, long x, long y)
    {
        if (ShapeDistance.Holds(shapes, i, x, y))
            return 0;
        var least = double.PositiveInfinity;
        for (var run = shapes.ShapeStart[i]; run < shapes.ShapeStart[i + 1]; run++)
        {
            var (start, last) = (shapes.RunStart[run], shapes.RunStart[run + 1] - 1);
            for (var v = start; v < last || v == start; v++)
            {
                var next = Math.Min(v + 1, last);
                least = Math.Min(least, SegmentDistance.PointToSegment(x, y, shapes.X[v], shapes.Y[v], shapes.X[next], shapes.Y[next]));
            }
        }

        return least;
    }
}
