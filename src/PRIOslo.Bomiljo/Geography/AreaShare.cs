using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Which delbydel holds at least half of an area.</summary>
internal static class AreaShare
{
    private const int LatticeSide = 20;

    /// <summary>
    /// The delbydel that holds at least half of the polygon, measured on points spread evenly over it; unplaced where none does,
    /// outside where at least half is. A count of the polygon stays the polygon's: no point is made of it.
    /// </summary>
    /// <param name="polygon">EPSG:25832.</param>
    /// <param name="locator">Of the boundary vintage.</param>
    public static Placement Locate(Geometry polygon, DelbydelLocator locator)
    {
        var points = Points(polygon);
        var placements = points.ConvertAll(point => locator.Locate(point.X, point.Y));
        var most = placements.Where(placement => placement.Outcome == PlacementOutcome.Placed).GroupBy(placement => placement.Delbydel)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        if (most is not null && most.Count() * 2 >= points.Count)
            return Placement.In(most.Key, PlacementMethod.AreaShare);
        return placements.Count(placement => placement.Outcome == PlacementOutcome.Outside) * 2 >= points.Count ? Placement.Outside : Placement.Unplaced;
    }

    /// <summary>The centres of a lattice over the polygon that lie in it; a polygon between them has its one interior point.</summary>
    private static List<Coordinate> Points(Geometry polygon)
    {
        var (box, inside) = (polygon.EnvelopeInternal, new IndexedPointInAreaLocator(polygon));
        var points = Enumerable.Range(0, LatticeSide * LatticeSide)
            .Select(at => new Coordinate(
                box.MinX + ((at % LatticeSide + 0.5) * box.Width / LatticeSide),
                box.MinY + ((at / LatticeSide + 0.5) * box.Height / LatticeSide)))
            .Where(point => inside.Locate(point) != Location.Exterior)
            .ToList();
        return points.Count > 0 ? points : [polygon.InteriorPoint.Coordinate];
    }
}
