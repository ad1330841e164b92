namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Distances between shapes: from boundary to boundary, 0 where one holds or crosses the other.</summary>
internal static class ShapeDistance
{
    /// <summary>Shape <paramref name="i"/> of <paramref name="a"/> to shape <paramref name="j"/> of <paramref name="b"/>.</summary>
    /// <returns>Millimetres, right to better than a thousandth, exact where the true distance is a whole number of them.</returns>
    public static double Between(ShapeArrays a, int i, ShapeArrays b, int j)
    {
        if (Meet(a, i, b, j))
            return 0;

        // The vertices of b are ends of its edges, so for a point the second way round would find nothing nearer.
        var least = FromVertices(a, i, b, j);
        return IsPoint(a, i) ? least : Math.Min(least, FromVertices(b, j, a, i));
    }

    /// <returns>Millimetres from the first shape to the nearest edge of the second, wherever the first lies.</returns>
    public static double ToBoundary(ShapeArrays a, int i, ShapeArrays b, int j) =>
        EdgesCross(a, i, b, j) ? 0 : Math.Min(FromVertices(a, i, b, j), IsPoint(a, i) ? double.PositiveInfinity : FromVertices(b, j, a, i));

    /// <returns>Whether the distance is at most the radius (whole millimetres, at most 10⁹), exactly.</returns>
    public static bool IsWithin(long radius, ShapeArrays a, int i, ShapeArrays b, int j) =>
        a.Boxes[i].GrownBy(radius).Overlaps(b.Boxes[j])
        && (Meet(a, i, b, j) || AnyVertexWithin(radius, a, i, b, j) || AnyVertexWithin(radius, b, j, a, i));

    /// <returns>Whether the point is inside the shape; on its boundary either answer may come, the distance being 0.</returns>
    public static bool Holds(ShapeArrays a, int i, long x, long y)
    {
        if (!a.Boxes[i].Contains(x, y))
            return false;

        var inside = false;
        if (a.Bands(i) is { } bands)
        {
            foreach (var v in bands.At(y))
                inside ^= PassesEastOf(a, v, x, y);
            return inside;
        }

        for (var run = a.ShapeStart[i]; run < a.ShapeStart[i + 1]; run++)
        {
            for (var v = a.RunStart[run]; v < a.RunStart[run + 1] - 1; v++)
                inside ^= PassesEastOf(a, v, x, y);
        }

        return inside;
    }

    /// <returns>Whether the shapes have a point in common, their boundaries included.</returns>
    public static bool Touch(ShapeArrays a, int i, ShapeArrays b, int j)
    {
        if (!IsPoint(a, i) || b.Bands(j) is not { } bands)
            return Between(a, i, b, j) == 0;
        if (!a.Boxes[i].Overlaps(b.Boxes[j]))
            return false;
        var (x, y) = (a.Boxes[i].MinX, a.Boxes[i].MinY);
        foreach (var v in bands.At(y))
        {
            if (SegmentDistance.PointIsWithin(0, x, y, b.X[v], b.Y[v], b.X[v + 1], b.Y[v + 1]))
                return true;
        }

        return Holds(b, j, x, y);
    }

    /// <summary>Whether the edge from a vertex crosses the line from the point eastwards.</summary>
    private static bool PassesEastOf(ShapeArrays a, int v, long x, long y)
    {
        var upward = a.Y[v + 1] > y;
        if (a.Y[v] > y == upward)
            return false;
        var side = SegmentDistance.Side(a.X[v], a.Y[v], a.X[v + 1], a.Y[v + 1], x, y);
        return upward ? side > 0 : side < 0;
    }

    /// <summary>Where no edges cross, each run lies wholly inside or outside the other shape, so one vertex of it tells.</summary>
    private static bool Meet(ShapeArrays a, int i, ShapeArrays b, int j) =>
        a.Boxes[i].Overlaps(b.Boxes[j]) && (HoldsARunOf(a, i, b, j) || HoldsARunOf(b, j, a, i) || EdgesCross(a, i, b, j));

    private static bool HoldsARunOf(ShapeArrays a, int i, ShapeArrays b, int j)
    {
        for (var run = b.ShapeStart[j]; run < b.ShapeStart[j + 1]; run++)
        {
            var first = b.RunStart[run];
            if (Holds(a, i, b.X[first], b.Y[first]))
                return true;
        }

        return false;
    }

    private static bool EdgesCross(ShapeArrays a, int i, ShapeArrays b, int j)
    {
        for (var runA = a.ShapeStart[i]; runA < a.ShapeStart[i + 1]; runA++)
        {
            for (var v = a.RunStart[runA]; v < a.RunStart[runA + 1] - 1; v++)
            {
                for (var runB = b.ShapeStart[j]; runB < b.ShapeStart[j + 1]; runB++)
                {
                    for (var w = b.RunStart[runB]; w < b.RunStart[runB + 1] - 1; w++)
                    {
                        if (SegmentDistance.Cross(
                            a.X[v], a.Y[v], a.X[v + 1], a.Y[v + 1], b.X[w], b.Y[w], b.X[w + 1], b.Y[w + 1]))
                            return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The least distance from a vertex of the first shape to an edge (or lone point) of the second.</summary>
    private static double FromVertices(ShapeArrays a, int i, ShapeArrays b, int j)
    {
        var least = double.PositiveInfinity;
        var (firstVertex, endVertex) = Vertices(a, i);
        for (var run = b.ShapeStart[j]; run < b.ShapeStart[j + 1]; run++)
        {
            var (start, last) = (b.RunStart[run], b.RunStart[run + 1] - 1);
            for (var w = start; w < last || w == start; w++)
            {
                var next = Math.Min(w + 1, last);
                for (var v = firstVertex; v < endVertex; v++)
                {
                    least = Math.Min(least, SegmentDistance.PointToSegment(
                        a.X[v], a.Y[v], b.X[w], b.Y[w], b.X[next], b.Y[next]));
                }
            }
        }

        return least;
    }

    private static bool AnyVertexWithin(long radius, ShapeArrays a, int i, ShapeArrays b, int j)
    {
        var (firstVertex, endVertex) = Vertices(a, i);
        for (var run = b.ShapeStart[j]; run < b.ShapeStart[j + 1]; run++)
        {
            var (start, last) = (b.RunStart[run], b.RunStart[run + 1] - 1);
            for (var w = start; w < last || w == start; w++)
            {
                var next = Math.Min(w + 1, last);
                for (var v = firstVertex; v < endVertex; v++)
                {
                    if (SegmentDistance.PointIsWithin(radius, a.X[v], a.Y[v], b.X[w], b.Y[w], b.X[next], b.Y[next]))
                        return true;
                }
            }
        }

        return false;
    }

    public static bool IsPoint(ShapeArrays shapes, int shape) => Vertices(shapes, shape) is var (first, end) && end - first == 1;

    private static (int First, int End) Vertices(ShapeArrays shapes, int shape) =>
        (shapes.RunStart[shapes.ShapeStart[shape]], shapes.RunStart[shapes.ShapeStart[shape + 1]]);
}
