namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Points and polygons as flat arrays: vertices, the runs that they form, and the shapes that own the runs.</summary>
/// <remarks>
/// A run of one vertex is a point; a longer run is a closed ring (its last vertex equals its first), an outer ring or a hole
/// alike, because the inside follows the even–odd rule. Built by <see cref="ShapeArraysBuilder"/>; never changed afterwards.
/// </remarks>
public sealed class ShapeArrays
{
    private const int VerticesOfABandedShape = 64;
    private readonly Dictionary<int, EdgeBands>? _bands;

    internal ShapeArrays(long[] x, long[] y, int[] runStart, int[] shapeStart)
    {
        (X, Y, RunStart, ShapeStart) = (x, y, runStart, shapeStart);
        Boxes = new Box[Count];
        for (var shape = 0; shape < Count; shape++)
        {
            var (first, last) = (RunStart[ShapeStart[shape]], RunStart[ShapeStart[shape + 1]]);
            var box = Box.Of(X[first], Y[first]);
            for (var vertex = first + 1; vertex < last; vertex++)
                box = box.With(X[vertex], Y[vertex]);
            Boxes[shape] = box;
            if (last - first >= VerticesOfABandedShape)
                (_bands ??= []).Add(shape, new EdgeBands(this, shape));
        }
    }

    public static ShapeArrays Empty { get; } = new([], [], [0], [0]);

    public int Count => ShapeStart.Length - 1;

    /// <summary>East in millimetres, one a vertex.</summary>
    internal long[] X { get; }

    /// <summary>North in millimetres, one a vertex.</summary>
    internal long[] Y { get; }

    /// <summary>First vertex of each run, and the number of vertices at the end.</summary>
    internal int[] RunStart { get; }

    /// <summary>First run of each shape, and the number of runs at the end.</summary>
    internal int[] ShapeStart { get; }

    /// <summary>The bounding box of each shape.</summary>
    internal Box[] Boxes { get; }

    /// <summary>The shape's edges by height; null for a shape of few.</summary>
    internal EdgeBands? Bands(int shape) => _bands?.GetValueOrDefault(shape);
}
