using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Gathers shapes one by one into <see cref="ShapeArrays"/>.</summary>
public sealed class ShapeArraysBuilder
{
    private readonly List<long> _x = [], _y = [];
    private readonly List<int> _runStart = [0], _shapeStart = [0];

    /// <summary>Adds a point, polygon or collection of them (EPSG:25832, metres) as one shape.</summary>
    /// <returns>
    /// False, with nothing added, where the geometry is empty, holds a line, or has a coordinate that is no place in EPSG:25832
    /// (see <see cref="Millimetres.TryFrom"/>).
    /// </returns>
    public bool TryAdd(Geometry geometry)
    {
        var (vertices, runs) = (_x.Count, _runStart.Count);
        if (TryAddRuns(geometry) && _runStart.Count > runs)
        {
            _shapeStart.Add(_runStart.Count - 1);
            return true;
        }

        _x.RemoveRange(vertices, _x.Count - vertices);
        _y.RemoveRange(vertices, _y.Count - vertices);
        _runStart.RemoveRange(runs, _runStart.Count - runs);
        return false;
    }

    /// <summary>Adds each edge of lines or polygons (EPSG:25832, metres) as a shape of its own: there and back, so that it holds no inside.</summary>
    /// <remarks>An edge with an end that is no place in EPSG:25832 is left out.</remarks>
    public void AddEdgesOf(Geometry geometry)
    {
        foreach (var line in NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(geometry))
        {
            var corners = line.Coordinates;
            for (var corner = 1; corner < corners.Length; corner++)
            {
                if (TryAddRun([corners[corner - 1], corners[corner], corners[corner - 1]]))
                    _shapeStart.Add(_runStart.Count - 1);
            }
        }
    }

    public ShapeArrays Build() => new([.. _x], [.. _y], [.. _runStart], [.. _shapeStart]);

    /// <returns>The geometry as the only shape of its arrays, or null where <see cref="TryAdd"/> gives false.</returns>
    public static ShapeArrays? TryOne(Geometry geometry)
    {
        if (geometry is Point { IsEmpty: false } point)
            return Millimetres.TryFrom(point.X, point.Y, out var x, out var y) ? new ShapeArrays([x], [y], [0, 1], [0, 1]) : null;
        var builder = new ShapeArraysBuilder();
        return builder.TryAdd(geometry) ? builder.Build() : null;
    }

    private bool TryAddRuns(Geometry geometry) => geometry switch
    {
        { IsEmpty: true } => true,
        Point point => TryAddRun([point.Coordinate]),
        Polygon polygon => TryAddRun(polygon.ExteriorRing.Coordinates)
            && polygon.InteriorRings.All(ring => TryAddRun(ring.Coordinates)),
        GeometryCollection collection => collection.Geometries.All(TryAddRuns),
        _ => false,
    };

    private bool TryAddRun(Coordinate[] coordinates)
    {
        var vertices = _x.Count;
        foreach (var coordinate in coordinates)
        {
            if (!Millimetres.TryFrom(coordinate.X, coordinate.Y, out var x, out var y))
            {
                _x.RemoveRange(vertices, _x.Count - vertices);
                _y.RemoveRange(vertices, _y.Count - vertices);
                return false;
            }

            _x.Add(x);
            _y.Add(y);
        }

        _runStart.Add(_x.Count);
        return true;
    }
}
