namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>
/// Finds the built-up areas: buildings with at most 50 m from one to the next that hold a settlement together.
/// </summary>
/// <remarks>
/// After Statistics Norway's tettsted: normally at most 50 m between houses, and at least 200 residents, about 60 to 70
/// dwellings (SSB, Statistisk sentralbyrås tettstedsdefinisjon). Residents per building are not known here, so dwellings decide.
/// The area itself is taken to reach 25 m beyond its buildings: half of the way to the next, where two areas would meet.
/// </remarks>
public static class BuiltUpArea
{
    public const double EdgeMetres = 25;
    private const long GapMillimetres = 50_000;
    private const int LeastDwellings = 60;

    /// <summary>Marks the buildings that belong to a built-up area.</summary>
    /// <param name="shapes">Footprints or points.</param>
    /// <param name="kinds">One a shape; <see cref="BuildingKinds.BuiltUp"/> is added.</param>
    /// <param name="dwellings">One a shape, ≥ 0.</param>
    public static void Mark(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings)
    {
        var index = new GridIndex(shapes, kinds, dwellings);
        var chains = new Chains(shapes.Count);
        int[] standing = [.. Enumerable.Range(0, shapes.Count).Where(building => (kinds[building] & BuildingKinds.AllButOutbuildings) != BuildingKinds.None)];
        BuildingCells.Join(shapes, standing, GapMillimetres, chains);
        var squares = new BuildingCells(shapes, standing, chains);
        foreach (var building in standing)
        {
            // In the middle of a town everything around is chained to it already.
            if (squares.HoldOnlyChainOf(building, shapes.Boxes[building].GrownBy(GapMillimetres), chains))
                continue;
            var neighbours = new Neighbours(shapes, building, chains);
            index.Visit(shapes.Boxes[building].GrownBy(GapMillimetres), ref neighbours);
        }

        var homes = new long[shapes.Count];
        for (var building = 0; building < shapes.Count; building++)
            homes[chains.Find(building)] += dwellings[building];
        for (var building = 0; building < shapes.Count; building++)
        {
            if ((kinds[building] & BuildingKinds.AllButOutbuildings) != BuildingKinds.None && homes[chains.Find(building)] >= LeastDwellings)
                kinds[building] |= BuildingKinds.BuiltUp;
        }
    }

    private readonly struct Neighbours(ShapeArrays shapes, int building, Chains chains) : IGridVisitor
    {
        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (entry.Shape > building && (entry.Kind & BuildingKinds.AllButOutbuildings) != BuildingKinds.None
                && chains.Find(entry.Shape) != chains.Find(building)
                && ShapeDistance.IsWithin(GapMillimetres, shapes, building, shapes, entry.Shape))
                chains.Join(building, entry.Shape);
        }
    }
}
