using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Where a layer is known to tell anything: inside an extent, outside the areas that it leaves out, or both.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class LayerCoverage
{
    private const double LeastMetres = 0.001;
    private readonly IPreparedGeometry _area;
    private readonly ShapeLayer _edges;
    private readonly bool _isInside;
    private readonly LayerCoverage? _and;

    private LayerCoverage(Geometry area, bool isInside, LayerCoverage? and = null)
    {
        (_area, _isInside, _and) = (PreparedGeometryFactory.Prepare(area), isInside, and);
        var edges = new ShapeArraysBuilder();
        edges.AddEdgesOf(area);
        _edges = ShapeLayer.OfFeatures(edges.Build());
    }

    /// <param name="extent">Polygons, EPSG:25832: outside them the layer says nothing.</param>
    public static LayerCoverage Within(Geometry extent) => new(extent, isInside: true);

    /// <param name="areas">Polygons, EPSG:25832: in them the layer says nothing.</param>
    public static LayerCoverage Except(Geometry areas) => new(areas, isInside: false);

    /// <summary>This coverage without the areas of <see cref="Except"/>.</summary>
    public LayerCoverage But(Geometry areas) => new(areas, isInside: false, this);

    /// <returns>How far around the site the layer covers, metres; negative where it does not cover all of the site itself.</returns>
    internal double MetresAround(Geometry geometry, ShapeArrays site, int i)
    {
        var metres = Own(geometry, _edges.NearestMetres(site, i, BuildingKinds.Other));
        return _and is null || metres < 0 ? metres : Math.Min(metres, _and.MetresAround(geometry, site, i));
    }

    private double Own(Geometry geometry, double toEdgeMetres)
    {
        if (double.IsInfinity(toEdgeMetres))
            return _isInside ? -1 : double.PositiveInfinity;
        if (!_isInside)
            return toEdgeMetres > 0 && !_area.Intersects(geometry) ? toEdgeMetres : -1;
        return _area.Covers(geometry) || (geometry is Point && toEdgeMetres < LeastMetres) ? toEdgeMetres : -1;
    }
}
