namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Which building the homes of a place are in: an address may be placed at the entrance, or the building known by a point alone. Pure.</summary>
internal static class HomeSearch
{
    public const long ReachMillimetres = (long)(UnitsOfBuildings.ReachMetres * 1000);

    /// <param name="places">Points.</param>
    /// <param name="place">Its number in them.</param>
    /// <param name="buildings">Footprints or points.</param>
    /// <param name="index">Of the buildings.</param>
    /// <returns>
    /// The nearest building but outbuildings within <see cref="UnitsOfBuildings.ReachMetres"/>, one that covers the place before all: as Home
    /// where it is residential, else as Other, and the other of the two null; both null where none is within reach. Of two that are as near
    /// it is the residential one, else the earlier.
    /// </returns>
    public static (int? Home, int? Other) Find(ShapeArrays places, int place, ShapeArrays buildings, GridIndex index)
    {
        var nearest = new Nearest(places, place, buildings);
        index.Visit(places.Boxes[place].GrownBy(ReachMillimetres), ref nearest);
        if (nearest.Home.Shape >= 0 && nearest.Home.Distance <= nearest.Other.Distance)
            return (nearest.Home.Shape, null);
        return (null, nearest.Other.Shape >= 0 ? nearest.Other.Shape : null);
    }

    private struct Nearest(ShapeArrays places, int place, ShapeArrays buildings) : IGridVisitor
    {
        public (int Shape, double Distance) Home { get; private set; } = (-1, double.PositiveInfinity);

        public (int Shape, double Distance) Other { get; private set; } = (-1, double.PositiveInfinity);

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if ((entry.Kind & BuildingKinds.AllButOutbuildings) == BuildingKinds.None)
                return;
            var distance = ShapeDistance.Between(places, place, buildings, entry.Shape);
            if (distance > ReachMillimetres)
                return;
            if ((entry.Kind & BuildingKinds.Residential) != BuildingKinds.None)
                Home = Nearer(Home, entry.Shape, distance);
            else
                Other = Nearer(Other, entry.Shape, distance);
        }

        // The earlier building of two that are as near, whatever cell is looked at first.
        private static (int Shape, double Distance) Nearer((int Shape, double Distance) known, int shape, double distance) =>
            distance < known.Distance || (distance == known.Distance && shape < known.Shape) ? (shape, distance) : known;
    }
}
