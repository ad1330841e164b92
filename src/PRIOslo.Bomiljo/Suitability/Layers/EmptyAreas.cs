using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>The delbydeler in which a layer of buildings has none: it was delivered for another part of the city.</summary>
/// <remarks>Sentrum and Marka may well be empty.</remarks>
internal static class EmptyAreas
{
    public static MultiPolygon Of(IReadOnlyList<LayerArea> areas, ShapeLayer buildings) => new(
    [
        .. areas.Where(area => buildings.Shapes.Count > 0 && area.Layer == LayerNames.Delbydel && IsLivedIn(area.Code) && !HoldsAny(area.Polygon, buildings))
            .SelectMany(area => Enumerable.Range(0, area.Polygon.NumGeometries).Select(part => (Polygon)area.Polygon.GetGeometryN(part))),
    ]);

    private static bool IsLivedIn(string code) => DelbydelCode.Parse(code) is var delbydel && delbydel != DelbydelCode.Sentrum && delbydel != DelbydelCode.Marka;

    private static bool HoldsAny(Geometry area, ShapeLayer buildings)
    {
        if (ShapeArraysBuilder.TryOne(area) is not { } shape)
            return true;
        var search = new Search(buildings.Shapes, new IndexedPointInAreaLocator(area));
        buildings.Index.Visit(shape.Boxes[0], ref search);
        return search.IsFound;
    }

    private struct Search(ShapeArrays shapes, IndexedPointInAreaLocator area) : IGridVisitor
    {
        public bool IsFound { get; private set; }

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (IsFound)
                return;
            var vertex = shapes.RunStart[shapes.ShapeStart[entry.Shape]];
            IsFound = area.Locate(new Coordinate(Millimetres.ToMetres(shapes.X[vertex]), Millimetres.ToMetres(shapes.Y[vertex]))) != Location.Exterior;
        }
    }
}
