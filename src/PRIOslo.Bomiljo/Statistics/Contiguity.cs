using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Distance;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Queen contiguity: areas that share a border or a corner are neighbours, slivers between them forgiven.</summary>
/// <remarks>
/// Any two points of the borders within the tolerance suffice, so that a gap, an overlap or a vertex on one side only does not
/// part neighbours. spdep's <c>poly2nb(queen = TRUE)</c> compares vertices alone: the same on clean borders, fewer links elsewhere.
/// </remarks>
public static class Contiguity
{
    /// <summary>Metres; wider than the slivers of official boundary sets, narrower than a street.</summary>
    public const double DefaultToleranceMetres = 2;

    /// <param name="areas">Polygons or multipolygons in a projected system, metres.</param>
    /// <param name="toleranceMetres">The widest gap or overlap that is taken as a common border, 0 or more.</param>
    /// <returns>Symmetric lists; an area that is far from all others, or empty, is an island.</returns>
    public static Neighbours Queen(IReadOnlyList<Geometry> areas, double toleranceMetres = DefaultToleranceMetres)
    {
        if (toleranceMetres is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(toleranceMetres), "The tolerance is a finite number, 0 or more.");
        var tree = new STRtree<int>();
        var borders = new IndexedFacetDistance[areas.Count];
        for (var area = 0; area < areas.Count; area++)
        {
            if (areas[area].IsEmpty)
                continue;
            borders[area] = new IndexedFacetDistance(areas[area]);
            tree.Insert(areas[area].EnvelopeInternal, area);
        }

        var lists = Enumerable.Range(0, areas.Count).Select(_ => new List<int>()).ToArray();
        for (var area = 0; area < areas.Count; area++)
        {
            if (areas[area].IsEmpty)
                continue;
            var reach = areas[area].EnvelopeInternal.Copy();
            reach.ExpandBy(toleranceMetres);
            foreach (var other in tree.Query(reach))
            {
                if (other <= area || !borders[area].IsWithinDistance(areas[other], toleranceMetres))
                    continue;
                lists[area].Add(other);
                lists[other].Add(area);
            }
        }

        return new Neighbours(lists);
    }
}
