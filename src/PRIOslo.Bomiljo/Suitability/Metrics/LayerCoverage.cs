using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Where a layer is known to tell anything: inside its stated extent, or outside the areas that it leaves out.</summary>
public sealed class LayerCoverage
{
    private readonly ShapeArrays _edge;
    private readonly Geometry _area;
    private readonly bool _isInside;

    private LayerCoverage(Geometry area, bool isInside)
    {
        (_area, _isInside) = (area, isInside);
        _edge = ShapeArraysBuilder.TryOne(area) ?? ShapeArrays.Empty;
    }

    /// <param name="extent">Polygons, EPSG:25832: outside them the layer says nothing.</param>
    public static LayerCoverage Within(Geometry extent) => new(extent, isInside: true);

    /// <param name="areas">Polygons, EPSG:25832: in them the layer says nothing.</param>
    public static LayerCoverage Except(Geometry areas) => new(areas, isInside: false);

    /// <returns>How far around the site the layer covers, metres; negative where it does not cover all of the site itself.</returns>
    internal double MetresAround(Geometry geometry, ShapeArrays site, int i)
    {
        if (_edge.Count == 0)
            return _isInside ? -1 : double.PositiveInfinity;
        if (!_isInside)
            return ShapeDistance.Between(site, i, _edge, 0) is var metres and > 0 ? Millimetres.ToMetres(metres) : -1;
        return _area.Covers(geometry) ? Millimetres.ToMetres(ShapeDistance.ToBoundary(site, i, _edge, 0)) : -1;
    }
}
