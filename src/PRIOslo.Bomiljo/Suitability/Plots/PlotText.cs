using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>Reads one plot from a GeoJSON text.</summary>
public static class PlotText
{
    /// <summary>Enough for any plot's outline, and few enough to measure at once.</summary>
    public const int MostCorners = 1000;

    /// <summary>Of the plot's extent in east and in north, metres: what is larger is a neighbourhood, not a plot.</summary>
    public const double LongestSideMetres = 1000;

    /// <summary>Reads a file as <see cref="Parse"/> reads a text; the site is called as the file.</summary>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-301, BOM-304, BOM-305: no readable text file; else as <see cref="Parse"/>.</exception>
    public static Site Read(string path) => new(Path.GetFileNameWithoutExtension(path), Parse(TextFile.Read(path)));

    /// <summary>Pure.</summary>
    /// <param name="geoJson">A feature collection, a feature or a polygon; several polygons are one plot.</param>
    /// <returns>Polygon or multipolygon, EPSG:25832, in whole millimetres.</returns>
    /// <exception cref="ProblemException">
    /// BOM-501: no text with a polygon. BOM-669: longitude and latitude have changed places. BOM-504: a coordinate system that is unknown, or in which it is nowhere near. BOM-701: the outline crosses itself, or the plot is too large.
    /// </exception>
    public static Geometry Parse(string geoJson)
    {
        const string place = "the plot";
        var polygons = GeoJsonReader.ReadPolygons(geoJson, place);
        if (polygons.Count == 0)
            throw new ProblemException(ProblemCode.BadGeodata, place, "it holds no polygon.", "Draw one with at least three corners.");
        if (polygons.Exists(IsSwapped))
            throw new ProblemException(ProblemCode.PlotSwapped, place, "its coordinates are far from Norway as they stand.", CoordinateOrder.DegreesRemedy);
        if (polygons.Exists(polygon => ShapeArraysBuilder.TryOne(polygon) is null))
        {
            throw new ProblemException(ProblemCode.UnknownEpsg, place, "it is not in or near Norway in the coordinate system that it says.",
                "Give longitude and latitude, or name the system in the member crs.");
        }

        var extent = new Envelope();
        polygons.ForEach(polygon => extent.ExpandToInclude(polygon.EnvelopeInternal));
        if (polygons.Sum(polygon => polygon.NumPoints) > MostCorners || Math.Max(extent.Width, extent.Height) > LongestSideMetres)
        {
            throw new ProblemException(ProblemCode.BadSites, place,
                FormattableString.Invariant($"it has more than {MostCorners} corners, or is longer than {LongestSideMetres} m."), "Draw it smaller or more simply.");
        }

        if (polygons.Exists(polygon => polygon.ConvexHull().Dimension != Dimension.Surface))
            throw new ProblemException(ProblemCode.BadSites, place, "its corners lie on one line, so that it has no ground.", "Draw it with corners round the ground.");
        if (!polygons.TrueForAll(polygon => polygon.IsValid))
            throw new ProblemException(ProblemCode.BadSites, place, "its outline crosses itself.", "Draw it with lines that do not cross.");
        return UnaryUnionOp.Union(polygons);
    }

    /// <returns>The plot as a GeoJSON geometry in WGS84, to a hundredth of a metre.</returns>
    /// <param name="plot">As <see cref="Parse"/> gives it.</param>
    public static string InDegrees(Geometry plot)
    {
        var transform = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326);
        var polygons = Enumerable.Range(0, plot.NumGeometries).Select(n => (Polygon)plot.GetGeometryN(n))
            .Select(polygon => new[] { polygon.ExteriorRing }.Concat(polygon.InteriorRings).Select(Ring).ToArray()).ToArray();
        return polygons.Length == 1
            ? JsonSerializer.Serialize(new { type = "Polygon", coordinates = polygons[0] })
            : JsonSerializer.Serialize(new { type = "MultiPolygon", coordinates = polygons });

        double[][] Ring(LineString ring) => [.. ring.Coordinates.Select(corner =>
        {
            var (longitude, latitude) = transform.Apply(corner.X, corner.Y);
            return new[] { Math.Round(longitude, 7), Math.Round(latitude, 7) };
        })];
    }

    /// <summary>Whether the plot, turned back into degrees, lies in Norway with the two the other way round.</summary>
    private static bool IsSwapped(Geometry polygon)
    {
        var (longitude, latitude) = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326).Apply(polygon.Coordinate.X, polygon.Coordinate.Y);
        return CoordinateOrder.IsSwappedDegrees(longitude, latitude);
    }
}
