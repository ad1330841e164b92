using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>The footprints that touch a plot. A building that is known by a point alone has no ground, and is not among them.</summary>
/// <param name="Own">Of the site's own buildings (see <see cref="OwnBuildings"/>), outbuildings too; EPSG:25832.</param>
/// <param name="Others">Of neighbours whose buildings reach in.</param>
public sealed record StandingBuildings(IReadOnlyList<Geometry> Own, IReadOnlyList<Geometry> Others)
{
    /// <returns>Null where no building layer tells, and where the site is no plot.</returns>
    internal static StandingBuildings? On(Geometry plot, ShapeLayer buildings)
    {
        if (plot.Dimension != Dimension.Surface || buildings.Shapes.Count == 0 || ShapeArraysBuilder.TryOne(plot) is not { } site)
            return null;
        var found = new Touching(buildings.Shapes, site);
        buildings.Index.Visit(site.Boxes[0], ref found);
        var isOwn = found.Shapes.ToLookup(building => OwnBuildings.LiesIn(plot, buildings.Shapes, building));
        return new StandingBuildings([.. Footprints(isOwn[true])], [.. Footprints(isOwn[false])]);

        IEnumerable<Geometry> Footprints(IEnumerable<int> shapes) => shapes.Select(shape => ShapeGeometry.Of(buildings.Shapes, shape));
    }

    /// <returns>What the buildings keep free of others, or null where there is none.</returns>
    internal static Geometry? Kept(IEnumerable<Geometry> footprints, double gapMetres)
    {
        Geometry[] kept = [.. footprints.Select(footprint => footprint.Buffer(gapMetres))];
        return kept.Length == 0 ? null : UnaryUnionOp.Union(kept);
    }

    private readonly struct Touching(ShapeArrays buildings, ShapeArrays site) : IGridVisitor
    {
        public List<int> Shapes { get; } = [];

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (!ShapeDistance.IsPoint(buildings, entry.Shape) && ShapeDistance.Touch(site, 0, buildings, entry.Shape))
                Shapes.Add(entry.Shape);
        }
    }
}
