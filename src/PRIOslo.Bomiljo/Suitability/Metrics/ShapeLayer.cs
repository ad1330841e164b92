namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A layer of points and polygons with their kinds, homes and index: all that the metrics read.</summary>
public sealed class ShapeLayer
{
    private readonly BuildingKinds _present;

    /// <param name="shapes">Footprints or points.</param>
    /// <param name="kinds">One a shape; layers that are not buildings give <see cref="BuildingKinds.Other"/>.</param>
    /// <param name="dwellings">Homes, one number a shape, ≥ 0.</param>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public ShapeLayer(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings)
    {
        if (kinds.Length != shapes.Count || dwellings.Length != shapes.Count)
            throw new ArgumentException("Kinds and dwellings must be one a shape.", nameof(kinds));

        Shapes = shapes;
        Index = new GridIndex(shapes, kinds, dwellings);
        foreach (var kind in kinds)
            _present |= kind;
    }

    public static ShapeLayer Empty { get; } = new(ShapeArrays.Empty, [], []);

    public ShapeArrays Shapes { get; }

    internal GridIndex Index { get; }

    /// <summary>A layer of one kind of feature, such as schools; <paramref name="homes"/> in each, 0 where not given.</summary>
    public static ShapeLayer OfFeatures(ShapeArrays shapes, int[]? homes = null) =>
        new(shapes, [.. Enumerable.Repeat(BuildingKinds.Other, shapes.Count)], homes ?? new int[shapes.Count]);

    /// <summary>Whether the layer holds any shape of the wanted kinds.</summary>
    public bool Has(BuildingKinds wanted) => (_present & wanted) != BuildingKinds.None;

    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <param name="wanted">Bits of which one must be set.</param>
    /// <param name="except">Shapes that are passed over.</param>
    /// <returns>Metres from the site to the nearest shape of the wanted kinds; infinity where there is none.</returns>
    public double NearestMetres(ShapeArrays site, int i, BuildingKinds wanted, ReadOnlySpan<int> except = default) =>
        Has(wanted) ? Millimetres.ToMetres(Index.Nearest(site, i, wanted, except)) : double.PositiveInfinity;
}
