using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>
/// Which buildings belong to the site itself, and so never count against it: for a point those whose footprint holds it; for a
/// plot those with more than half of their footprint inside it, so that a neighbour's wall on the boundary is not among them.
/// </summary>
internal static class OwnBuildings
{
    /// <summary>More than a half, by more than rounding may add to exactly a half: two homes of one house, the boundary between them.</summary>
    private const double MostOfIt = 0.5 + 1e-6;

    /// <param name="plot">A plot.</param>
    /// <param name="buildings">Shapes of which one touches the plot.</param>
    /// <param name="building">Its number.</param>
    public static bool LiesIn(Geometry plot, ShapeArrays buildings, int building)
    {
        if (ShapeDistance.IsPoint(buildings, building))
            return true;
        var footprint = ShapeGeometry.Of(buildings, building);
        return ShapeGeometry.IntersectionArea(footprint, plot) > MostOfIt * footprint.Area;
    }

    /// <summary>The features of a layer that belong to the site: those that touch it, or one of its own buildings.</summary>
    /// <returns>Null where there are none.</returns>
    public static List<int>? FeaturesOf(ShapeLayer layer, ShapeArrays site, int i, ShapeArrays buildings, List<int>? own)
    {
        var found = new TouchingShapes(layer.Shapes, site, i);
        layer.Index.Visit(site.Boxes[i], ref found);
        var features = found.Found;
        foreach (var building in own ?? [])
        {
            var inBuilding = new TouchingShapes(layer.Shapes, buildings, building);
            layer.Index.Visit(buildings.Boxes[building], ref inBuilding);
            if (inBuilding.Found is { } more)
                features = [.. (features ?? []).Union(more)];
        }

        return features;
    }

    private struct TouchingShapes(ShapeArrays shapes, ShapeArrays other, int number) : IGridVisitor
    {
        public List<int>? Found { get; private set; }

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (ShapeDistance.Touch(other, number, shapes, entry.Shape))
                (Found ??= []).Add(entry.Shape);
        }
    }
}
