namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>How many dwellings each building holds, where a layer of dwelling units tells. Pure.</summary>
/// <remarks>
/// Units are counted into the building that covers their place, else into the nearest one within <see cref="ReachMetres"/> (see
/// <see cref="HomeSearch"/>), where that is residential. Where it is one for something else, units with numbers are flats in it, and it is
/// residential besides; others are no dwellings and counted nowhere. A residential building without any keeps the number of its own layer: unknown is not zero.
/// </remarks>
public static class UnitsOfBuildings
{
    /// <summary>An assumption: farther than from an entrance to its building, nearer than across a street.</summary>
    public const double ReachMetres = 25;

    /// <param name="shapes">Footprints or points of the buildings.</param>
    /// <param name="kinds">One a building; <see cref="BuildingKinds.Residential"/> is added to those for something else that hold flats.</param>
    /// <param name="dwellings">One a building, as its own layer tells.</param>
    /// <param name="units">Points, with their number of units as homes.</param>
    /// <param name="numbered">Those of them whose units have numbers; null: none have.</param>
    /// <returns>Dwellings, one number a building, and how many units reached none.</returns>
    public static (int[] Dwellings, int Unreached) Count(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings, ShapeLayer units, ShapeLayer? numbered = null)
    {
        var (counted, flats, unreached) = (new int[shapes.Count], new int[shapes.Count], new int[1]);
        var index = new GridIndex(shapes, kinds, dwellings);
        VisitAll(units, new Places(units.Shapes, shapes, index, counted, unreached));
        if (numbered is not null)
            VisitAll(numbered, new Flats(numbered.Shapes, shapes, index, flats, unreached));
        for (var building = 0; building < flats.Length; building++)
        {
            if (flats[building] == 0)
                continue;
            kinds[building] |= BuildingKinds.Residential;
            counted[building] += flats[building];
        }

        return ([.. counted.Select((number, building) => number > 0 ? number : dwellings[building])], unreached[0]);
    }

    private static void VisitAll<TVisitor>(ShapeLayer units, TVisitor visitor)
        where TVisitor : struct, IGridVisitor
    {
        if (units.Shapes.Count == 0)
            return;
        var extent = units.Shapes.Boxes[0];
        foreach (var box in units.Shapes.Boxes)
            extent = extent.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);
        units.Index.Visit(extent, ref visitor);
    }

    private readonly struct Places(ShapeArrays units, ShapeArrays buildings, GridIndex index, int[] counted, int[] unreached) : IGridVisitor
    {
        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (HomeSearch.Find(units, entry.Shape, buildings, index).Home is { } building)
                counted[building] += entry.Dwellings;
            else
                unreached[0] += entry.Dwellings;
        }
    }

    private readonly struct Flats(ShapeArrays units, ShapeArrays buildings, GridIndex index, int[] flats, int[] unreached) : IGridVisitor
    {
        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (HomeSearch.Find(units, entry.Shape, buildings, index).Other is not { } building)
                return;
            flats[building] += entry.Dwellings;
            unreached[0] -= entry.Dwellings;
        }
    }
}
