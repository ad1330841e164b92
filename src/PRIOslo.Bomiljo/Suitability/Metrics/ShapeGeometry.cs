using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Areas of shapes and of what they share, in square metres.</summary>
internal static class ShapeGeometry
{
    /// <returns>The polygon of a shape's rings (EPSG:25832, metres), the inside by the even–odd rule; empty for points.</returns>
    public static Geometry Of(ShapeArrays shapes, int shape)
    {
        Geometry area = Polygon.Empty;
        for (var run = shapes.ShapeStart[shape]; run < shapes.ShapeStart[shape + 1]; run++)
        {
            var (first, end) = (shapes.RunStart[run], shapes.RunStart[run + 1]);
            if (end - first < 4)
                continue;
            var ring = new Coordinate[end - first];
            for (var vertex = first; vertex < end; vertex++)
                ring[vertex - first] = new Coordinate(Millimetres.ToMetres(shapes.X[vertex]), Millimetres.ToMetres(shapes.Y[vertex]));
            var polygon = new Polygon(new LinearRing(ring));
            area = area.IsEmpty ? polygon : OverlayNGRobust.Overlay(area, polygon, SpatialFunction.SymDifference);
        }

        return area;
    }

    public static double IntersectionArea(Geometry a, Geometry b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection).Area;

    /// <returns>The share of the plot that lies in any of the shapes, 0 to 1.</returns>
    public static double ShareWithin(Geometry plot, ShapeArrays shapes, IReadOnlyList<int> touching)
    {
        if (touching.Count == 0)
            return 0;
        var union = touching.Select(shape => Of(shapes, shape)).Aggregate((all, next) => OverlayNGRobust.Overlay(all, next, SpatialFunction.Union));
        return Math.Min(1, IntersectionArea(union, plot) / plot.Area);
    }
}
