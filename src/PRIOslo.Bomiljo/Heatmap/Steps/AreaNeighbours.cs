using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>Who borders on whom among the ranked delbydeler, from the polygons of the measured year.</summary>
internal static class AreaNeighbours
{
    public static Neighbours Of(IReadOnlyList<MeasuredArea> areas, IReadOnlyDictionary<string, Geometry> shapes, MeasurementParameters parameters)
    {
        Geometry[] polygons = [.. areas.Select(area => shapes.GetValueOrDefault(area.Code) ?? Polygon.Empty)];
        if (parameters.Contiguity == ContiguityKind.Queen)
            return Contiguity.Queen(polygons, parameters.ContiguityToleranceMetres);

        // An area without a polygon is nobody's neighbour.
        int[] drawn = [.. Enumerable.Range(0, polygons.Length).Where(at => !polygons[at].IsEmpty)];
        Coordinate[] centres = [.. drawn.Select(at => polygons[at].Centroid.Coordinate)];
        var nearest = NearestNeighbours.Of([.. centres.Select(at => at.X)], [.. centres.Select(at => at.Y)], parameters.NearestNeighbours);
        var lists = Enumerable.Range(0, polygons.Length).Select(_ => Array.Empty<int>()).ToArray();
        for (var at = 0; at < drawn.Length; at++)
            lists[drawn[at]] = [.. nearest.Of(at).ToArray().Select(other => drawn[other])];
        return new Neighbours(lists);
    }

    /// <summary>The same among some of the areas only.</summary>
    /// <param name="kept">Numbers of the areas that are kept, rising.</param>
    public static Neighbours Among(Neighbours all, IReadOnlyList<int> kept)
    {
        if (kept.Count == all.Count)
            return all;
        var place = kept.Select((area, at) => (area, at)).ToDictionary(pair => pair.area, pair => pair.at);
        return new Neighbours([.. kept.Select(area => all.Of(area).ToArray().Where(place.ContainsKey).Select(other => place[other]).ToArray())]);
    }
}
