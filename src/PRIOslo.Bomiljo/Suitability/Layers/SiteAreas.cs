using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Union;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>One polygon of an area layer (EPSG:25832).</summary>
public sealed record LayerArea(string Layer, string Code, string Name, Geometry Polygon);

/// <summary>A delbydel by code and name.</summary>
public sealed record NamedDelbydel(string Code, string Name);

/// <summary>Says whether a site lies in the municipality, and in which delbydel.</summary>
/// <remarks>
/// Only what lies in an area of the layers delbydel, sentrum and marka (or in a sliver between them) is surely ground in the city:
/// the municipality's outline holds fjord too, and the hull around the areas holds fjord and neighbours.
/// </remarks>
public sealed class SiteAreas
{
    private readonly IReadOnlyList<LayerArea> _areas;
    private readonly DelbydelLocator? _locator;
    private readonly Dictionary<DelbydelCode, string> _names = new()
    {
        [DelbydelCode.Sentrum] = "Sentrum",
        [DelbydelCode.Marka] = "Marka",
    };

    /// <summary>What encloses all areas, EPSG:25832; null where there is none.</summary>
    public Envelope Extent { get; } = new();

    public SiteAreas(IReadOnlyList<LayerArea> areas)
    {
        _areas = areas;
        foreach (var area in areas)
            Extent.ExpandToInclude(area.Polygon.EnvelopeInternal);

        var delbydeler = areas.Where(area => area.Layer == LayerNames.Delbydel)
            .Select(area => (Code: DelbydelCode.Parse(area.Code), area.Name, area.Polygon))
            .ToArray();
        foreach (var (code, name, _) in delbydeler)
            _names[code] = name;

        var outline = UnionOf(areas, LayerNames.Municipality);
        if (areas.Count > 0)
        {
            _locator = new DelbydelLocator(
                [.. delbydeler.Select(area => (area.Code, area.Polygon))],
                outline,
                UnionOf(areas, LayerNames.Sentrum),
                UnionOf(areas, LayerNames.Marka));
        }
    }

    /// <summary>The delbydel of a place, and <see cref="UnknownReason.None"/> when it lies in the municipality.</summary>
    /// <param name="geometry">Point or plot, EPSG:25832. A plot is inside when all its vertices are.</param>
    public (UnknownReason Reason, NamedDelbydel? Delbydel) Locate(Geometry geometry)
    {
        if (_locator is null)
            return (UnknownReason.NoAreas, null);
        var outcomes = geometry.Coordinates.Select(vertex => _locator.Locate(vertex.X, vertex.Y).Outcome).ToHashSet();
        if (outcomes.Contains(PlacementOutcome.Outside))
            return (UnknownReason.OutsideMunicipality, null);
        if (outcomes.Contains(PlacementOutcome.Unplaced))
            return (UnknownReason.InNoDelbydel, null);

        var inner = geometry.InteriorPoint;
        var code = _locator.Locate(inner.X, inner.Y).Delbydel;
        return (UnknownReason.None, code.IsNone ? null : new NamedDelbydel(code.ToString(), _names[code]));
    }

    /// <summary>All ground and fjord of the city: the municipality's outline with the delbydeler, without an outline every area, slivers between
    /// them closed; null where there is none.</summary>
    public Geometry? City()
    {
        if (_areas.Count == 0)
            return null;
        // Marka reaches into the neighbours.
        var isOutlined = _areas.Any(area => area.Layer == LayerNames.Municipality);
        var union = UnaryUnionOp.Union(_areas.Where(area => !isOutlined || area.Layer is LayerNames.Municipality or LayerNames.Delbydel).Select(area => area.Polygon));
        var corners = new BufferParameters { JoinStyle = JoinStyle.Mitre };
        return UnaryUnionOp.Union([union, union.Buffer(DelbydelLocator.SliverMetres, corners).Buffer(-DelbydelLocator.SliverMetres, corners)]);
    }

    private static Geometry? UnionOf(IReadOnlyList<LayerArea> areas, string layer)
    {
        Geometry[] polygons = [.. areas.Where(area => area.Layer == layer).Select(area => area.Polygon)];
        return polygons.Length == 0 ? null : UnaryUnionOp.Union(polygons);
    }
}
