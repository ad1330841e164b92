namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A layer of points and polygons with their kinds, dwellings and index: all that the metrics read.</summary>
public sealed class ShapeLayer
{
    private readonly BuildingKinds _present;

    /// <param name="shapes">Footprints or points.</param>
    /// <param name="kinds">One a shape; layers that are not buildings give <see cref="BuildingKinds.Other"/>.</param>
    /// <param name="dwellings">One a shape, ≥ 0.</param>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public ShapeLayer(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings)
    {
        if (kinds.Length != shapes.Count || dwellings.Length != shapes.Count)
            throw new ArgumentException("Kinds and dwellings must be one a shape.", nameof(kinds));

        (Shapes, Kinds, Dwellings) = (shapes, kinds, dwellings);
        Index = new GridIndex(shapes);
        foreach (var kind in kinds)
            _present |= kind;
    }

    public static ShapeLayer Empty { get; } = new(ShapeArrays.Empty, [], []);

    public ShapeArrays Shapes { get; }

    public BuildingKinds[] Kinds { get; }

    public int[] Dwellings { get; }

    internal GridIndex Index { get; }

    /// <summary>A layer of one kind of feature: schools, kindergartens, business areas.</summary>
    public static ShapeLayer OfFeatures(ShapeArrays shapes) =>
        new(shapes, [.. Enumerable.Repeat(BuildingKinds.Other, shapes.Count)], new int[shapes.Count]);

    /// <summary>Whether the layer holds any shape of the wanted kinds.</summary>
    public bool Has(BuildingKinds wanted) => (_present & wanted) != BuildingKinds.None;

    /// <returns>Metres from the site to the nearest shape of the wanted kinds; infinity where there is none.</returns>
    public double NearestMetres(ShapeArrays site, int i, BuildingKinds wanted) =>
        Has(wanted) ? Millimetres.ToMetres(Index.Nearest(site, i, Kinds, wanted)) : double.PositiveInfinity;
}
