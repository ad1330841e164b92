namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>How many dwellings each building holds, where a layer of dwelling units tells. Pure.</summary>
/// <remarks>
/// Units are counted into the residential building that covers their place, else into the nearest one within
/// <see cref="ReachMetres"/>: an address may be placed at the entrance, or the building known by a point alone. Where a
/// building for something else covers the place, they are no dwellings and counted nowhere. A residential building without any keeps
/// the number of its own layer: unknown is not zero.
/// </remarks>
public static class UnitsOfBuildings
{
    /// <summary>An assumption: farther than from an entrance to its building, nearer than across a street.</summary>
    public const double ReachMetres = 25;
    private const long ReachMillimetres = 25_000;

    /// <param name="shapes">Footprints or points of the buildings.</param>
    /// <param name="kinds">One a building.</param>
    /// <param name="dwellings">One a building, as its own layer tells.</param>
    /// <param name="units">Points, with their number of units as homes.</param>
    /// <returns>Dwellings, one number a building, and how many units reached none: in another building, or beyond the reach.</returns>
    public static (int[] Dwellings, int Unreached) Count(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings, ShapeLayer units)
    {
        var counted = new int[shapes.Count];
        var unreached = new int[1];
        var places = new Places(units.Shapes, shapes, new GridIndex(shapes, kinds, dwellings), counted, unreached);
        if (units.Shapes.Count > 0)
        {
            var extent = units.Shapes.Boxes[0];
            foreach (var box in units.Shapes.Boxes)
                extent = extent.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);
            units.Index.Visit(extent, ref places);
        }

        return ([.. counted.Select((number, building) => number > 0 ? number : dwellings[building])], unreached[0]);
    }

    private readonly struct Places(ShapeArrays units, ShapeArrays buildings, GridIndex index, int[] counted, int[] unreached) : IGridVisitor
    {
        public void Visit(in GridEntry entry, long originX, long originY)
        {
            var nearest = new NearestBuilding(units, entry.Shape, buildings);
            index.Visit(units.Boxes[entry.Shape].GrownBy(ReachMillimetres), ref nearest);
            if (nearest.Residential is { } building)
                counted[building] += entry.Dwellings;
            else
                unreached[0] += entry.Dwellings;
        }
    }

    private struct NearestBuilding(ShapeArrays units, int place, ShapeArrays buildings) : IGridVisitor
    {
        private double _least = double.PositiveInfinity;
        private int _building = -1;
        private bool _isElsewhere;

        /// <summary>Null where there is none, or another building covers the place.</summary>
        public readonly int? Residential => _building < 0 || (_isElsewhere && _least > 0) ? null : _building;

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if ((entry.Kind & BuildingKinds.AllButOutbuildings) == BuildingKinds.None)
                return;
            var distance = ShapeDistance.Between(units, place, buildings, entry.Shape);
            if ((entry.Kind & BuildingKinds.Residential) == BuildingKinds.None)
            {
                _isElsewhere |= distance == 0;
                return;
            }

            // The earlier building of two that are as near, whatever cell is looked at first.
            if (distance <= ReachMillimetres && (distance < _least || (distance == _least && entry.Shape < _building)))
                (_least, _building) = (distance, entry.Shape);
        }
    }
}
