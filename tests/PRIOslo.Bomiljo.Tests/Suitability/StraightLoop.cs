using System.Numerics;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>The metrics written anew as plainly as possible: every building, no index, fractions of big integers for radii.</summary>
internal static class StraightLoop
{
    public static Dictionary<Metric, double?> Measure(Building[] buildings, Geometry site)
    {
        var near = buildings.Where(b => b.Kind != BuildingKinds.Outbuilding && IsWithin(b.Footprint, site, 200_000)).ToArray();
        return new Dictionary<Metric, double?>
        {
            [Metric.Dwellings25m] = Dwellings(25_000),
            [Metric.Dwellings50m] = Dwellings(50_000),
            [Metric.Dwellings100m] = Dwellings(100_000),
            [Metric.Dwellings200m] = Dwellings(200_000),
            [Metric.ResidentialShare200m] = near.Length == 0
                ? null
                : near.Count(b => b.Kind == BuildingKinds.Residential) / (double)near.Length,
            [Metric.NearestDwelling] = Nearest(b => b.Kind == BuildingKinds.Residential),
            [Metric.NearestBuilding] = Nearest(b => b.Kind != BuildingKinds.Outbuilding),
            [Metric.NearestBusiness] = Nearest(b => b.Kind == BuildingKinds.Business),
        };

        double Dwellings(long radius) => buildings
            .Where(b => b.Kind == BuildingKinds.Residential && IsWithin(b.Footprint, site, radius))
            .Sum(b => b.Dwellings);

        double? Nearest(Func<Building, bool> wanted) =>
            buildings.Where(wanted).Select(b => (double?)b.Footprint.Distance(site)).Min();
    }

    private static bool IsWithin(Geometry a, Geometry b, long radius) =>
        a.Intersects(b)
        || Segments(a).Any(s => b.Coordinates.Any(p => IsWithin(p, s.From, s.To, radius)))
        || Segments(b).Any(s => a.Coordinates.Any(p => IsWithin(p, s.From, s.To, radius)));

    private static IEnumerable<(Coordinate From, Coordinate To)> Segments(Geometry geometry) => geometry switch
    {
        Point point => [(point.Coordinate, point.Coordinate)],
        Polygon polygon => new[] { polygon.ExteriorRing }.Concat(polygon.InteriorRings)
            .SelectMany(ring => ring.Coordinates.Zip(ring.Coordinates.Skip(1))),
        _ => throw new ArgumentException("Point or polygon.", nameof(geometry)),
    };

    private static bool IsWithin(Coordinate p, Coordinate from, Coordinate to, long radius)
    {
        var (px, py, ax, ay, bx, by) = (Whole(p.X), Whole(p.Y), Whole(from.X), Whole(from.Y), Whole(to.X), Whole(to.Y));
        var (ex, ey) = (bx - ax, by - ay);
        var length = (ex * ex) + (ey * ey);
        var along = length.IsZero ? 0 : BigInteger.Max(0, BigInteger.Min(length, ((px - ax) * ex) + ((py - ay) * ey)));
        var scale = length.IsZero ? 1 : length;

        // The nearest point is A + (B−A)·along/scale; its offset from P, times scale, is a whole number.
        var (dx, dy) = (((px - ax) * scale) - (ex * along), ((py - ay) * scale) - (ey * along));
        return (dx * dx) + (dy * dy) <= (BigInteger)radius * radius * scale * scale;
    }

    private static BigInteger Whole(double metres) => new(Math.Round(metres * 1000));
}
