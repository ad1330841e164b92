using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Union;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>What is wrong with the drawing of areas: invalid polygons, overlaps and gaps. Pure.</summary>
public static class AreaTopology
{
    /// <summary>Smaller overlaps and gaps are noise of the drawing and not counted.</summary>
    public const double SmallestSquareMetres = 1;

    /// <returns>A valid polygon or multipolygon and whether it had to be repaired; null where no area is left.</returns>
    public static (MultiPolygon Polygon, bool Repaired)? Repair(Geometry? geometry)
    {
        if (geometry is null || geometry.Dimension < Dimension.Surface)
            return null;
        var valid = geometry.IsValid;
        var parts = PolygonExtracter.GetPolygons(valid ? geometry : GeometryFixer.Fix(geometry))
            .OfType<Polygon>().Where(polygon => polygon.Area > 0).ToArray();
        return parts.Length == 0 ? null : (geometry.Factory.CreateMultiPolygon(parts), !valid);
    }

    /// <returns>Pairs that overlap by more than <see cref="SmallestSquareMetres"/>, and their areas' sum in square metres.</returns>
    public static (int Pairs, double SquareMetres) Overlaps(IReadOnlyList<Geometry> areas)
    {
        var index = new STRtree<int>();
        for (var i = 0; i < areas.Count; i++)
            index.Insert(areas[i].EnvelopeInternal, i);
        var (pairs, squareMetres) = (0, 0.0);
        for (var i = 0; i < areas.Count; i++)
        {
            foreach (var j in index.Query(areas[i].EnvelopeInternal).Where(j => j > i).Order())
            {
                var shared = OverlayNGRobust.Overlay(areas[i], areas[j], NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection).Area;
                if (shared <= SmallestSquareMetres)
                    continue;
                pairs++;
                squareMetres += shared;
            }
        }

        return (pairs, squareMetres);
    }

    /// <returns>Holes in the areas' union that are larger than <see cref="SmallestSquareMetres"/>, and their sum in square metres.</returns>
    public static (int Count, double SquareMetres) Gaps(IReadOnlyList<Geometry> areas)
    {
        if (areas.Count == 0)
            return (0, 0);
        var union = UnaryUnionOp.Union(areas);
        var holes = PolygonExtracter.GetPolygons(union).OfType<Polygon>()
            .SelectMany(polygon => polygon.Holes)
            .Select(hole => union.Factory.CreatePolygon(hole).Area)
            .Where(area => area > SmallestSquareMetres)
            .ToList();
        return (holes.Count, holes.Sum());
    }
}
