namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The edges of one shape by bands from south to north, so that what holds a point is told from the few edges of its band.</summary>
/// <remarks>The slab method (Preparata and Shamos 1985, §2.2) with bands of equal height: an edge is entered in each that it touches.</remarks>
internal sealed class EdgeBands
{
    private const int EdgesPerBand = 8;
    private readonly long _south, _height;
    private readonly int[] _start;
    private readonly int[] _edges;

    /// <param name="shapes">Arrays that hold the shape.</param>
    /// <param name="shape">Its number in them; a shape with edges.</param>
    public EdgeBands(ShapeArrays shapes, int shape)
    {
        var box = shapes.Boxes[shape];
        var vertices = shapes.RunStart[shapes.ShapeStart[shape + 1]] - shapes.RunStart[shapes.ShapeStart[shape]];
        var bands = Math.Max(1, vertices / EdgesPerBand);
        (_south, _height) = (box.MinY, ((box.MaxY - box.MinY) / bands) + 1);
        var starts = new int[bands + 1];
        ForBands(shapes, shape, (band, _) => starts[band + 1]++);
        for (var band = 0; band < bands; band++)
            starts[band + 1] += starts[band];
        var (edges, next) = (new int[starts[bands]], (int[])starts.Clone());
        ForBands(shapes, shape, (band, edge) => edges[next[band]++] = edge);
        (_start, _edges) = (starts, edges);
    }

    /// <returns>First vertices of the edges that may touch the height (millimetres); none outside the shape's box.</returns>
    public ReadOnlySpan<int> At(long y)
    {
        if (y < _south)
            return [];
        var band = (y - _south) / _height;
        return band < _start.Length - 1 ? _edges.AsSpan(_start[band], _start[band + 1] - _start[band]) : [];
    }

    private void ForBands(ShapeArrays shapes, int shape, Action<int, int> enter)
    {
        for (var run = shapes.ShapeStart[shape]; run < shapes.ShapeStart[shape + 1]; run++)
        {
            for (var edge = shapes.RunStart[run]; edge < shapes.RunStart[run + 1] - 1; edge++)
            {
                var (low, high) = (Math.Min(shapes.Y[edge], shapes.Y[edge + 1]), Math.Max(shapes.Y[edge], shapes.Y[edge + 1]));
                for (var band = (low - _south) / _height; band <= (high - _south) / _height; band++)
                    enter((int)band, edge);
            }
        }
    }
}
