using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>
/// Which buildings belong to the site itself, and so never count against it: for a point those whose footprint holds it, for an address
/// that none holds the building at whose entrance it stands (<see cref="HomeSearch"/>); for a plot those with more than half of their footprint
/// inside it, so that a neighbour's wall on the boundary is not among them. So it is with facilities and municipal flats.
/// </summary>
internal static class OwnBuildings
{
    /// <summary>More than a half, by more than rounding may add to exactly a half: two homes of one house, the boundary between them.</summary>
    private const double MostOfIt = 0.5 + 1e-6;

    /// <param name="plot">A plot, or a footprint.</param>
    /// <param name="buildings">Shapes of which one touches it.</param>
    /// <param name="building">Its number.</param>
    public static bool LiesIn(Geometry plot, ShapeArrays buildings, int building)
    {
        if (ShapeDistance.IsPoint(buildings, building))
            return true;
        var footprint = ShapeGeometry.Of(buildings, building);
        return ShapeGeometry.IntersectionArea(footprint, plot) > MostOfIt * footprint.Area;
    }

    /// <param name="places">Points: an address, a facility, municipal flats.</param>
    /// <param name="place">Its number in them.</param>
    /// <param name="buildings">The layer of buildings.</param>
    /// <returns>The building that holds the place or at whose entrance it stands, home or not; null where there is none.</returns>
    public static int? AtEntrance(ShapeArrays places, int place, ShapeLayer buildings)
    {
        var (home, other) = HomeSearch.Find(places, place, buildings.Shapes, buildings.Index);
        return home ?? other;
    }

    /// <summary>The features of a layer that touch a shape.</summary>
    public static List<int> Touching(ShapeLayer layer, ShapeArrays shapes, int number)
    {
        var found = new TouchingShapes(layer.Shapes, shapes, number);
        layer.Index.Visit(shapes.Boxes[number], ref found);
        return found.Found ?? [];
    }

    /// <summary>The features of a layer that belong to the site: those that lie in it or in one of its own buildings, and points at the entrance of one.</summary>
    /// <param name="layer">Facilities, or municipal flats.</param>
    /// <param name="geometry">The site.</param>
    /// <param name="site">Arrays that hold it.</param>
    /// <param name="i">Its number in them.</param>
    /// <param name="buildings">The layer of buildings.</param>
    /// <param name="own">Those of the site; null for none.</param>
    /// <returns>Null where there are none.</returns>
    public static List<int>? FeaturesOf(ShapeLayer layer, Geometry geometry, ShapeArrays site, int i, ShapeLayer buildings, List<int>? own)
    {
        var isPoint = ShapeDistance.IsPoint(site, i);
        HashSet<int> features = [.. Touching(layer, site, i).Where(feature => isPoint || LiesIn(geometry, layer.Shapes, feature))];
        foreach (var building in own ?? [])
        {
            var touching = Touching(layer, buildings.Shapes, building);
            var footprint = touching.Count == 0 || ShapeDistance.IsPoint(buildings.Shapes, building) ? null : ShapeGeometry.Of(buildings.Shapes, building);
            features.UnionWith(touching.Where(feature => footprint is null || LiesIn(footprint, layer.Shapes, feature)));

            var around = new PointsAround();
            layer.Index.Visit(buildings.Shapes.Boxes[building].GrownBy(HomeSearch.ReachMillimetres), ref around);
            features.UnionWith((around.Found ?? []).Where(point => AtEntrance(layer.Shapes, point, buildings) == building));
        }

        return features.Count == 0 ? null : [.. features];
    }

    private struct PointsAround : IGridVisitor
    {
        public List<int>? Found { get; private set; }

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (entry.IsPoint)
                (Found ??= []).Add(entry.Shape);
        }
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
