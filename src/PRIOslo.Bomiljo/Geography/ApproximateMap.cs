using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Triangulate;
using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Areas for demonstration, built from the register's centre points: Voronoi cells inside an outline.</summary>
/// <remarks>Marked as approximate wherever it is shown; a real boundary file replaces it.</remarks>
public static class ApproximateMap
{
    /// <summary>How far beyond its centre point an area on the city's edge reaches.</summary>
    private const double ReachMetres = 1_800;

    /// <param name="register">Entries with a centre point; Sentrum and Marka get no cell, as they have layers of their own.</param>
    /// <returns>The cells, and the municipality: cells and Marka.</returns>
    public static (IReadOnlyList<AreaRow> Areas, MultiPolygon Outline) Build(IReadOnlyList<RegisteredArea> register)
    {
        var factory = new GeometryFactory(new PrecisionModel(), CoordinateTransform.StorageEpsg);
        var entries = register.Where(area => !area.Code.IsSpecial).ToList();
        var points = entries.ConvertAll(area => factory.CreatePoint(new Coordinate(area.EastMetres, area.NorthMetres)));

        // Discs round the points, closed over the spaces between them.
        var discs = UnaryUnionOp.Union(points.ConvertAll(point => point.Buffer(ReachMetres)));
        var outline = discs.Buffer(ReachMetres).Buffer(-ReachMetres);

        var builder = new VoronoiDiagramBuilder { ClipEnvelope = outline.EnvelopeInternal };
        builder.SetSites(factory.CreateMultiPoint([.. points]));
        var cells = builder.GetDiagram(factory);
        var areas = new List<AreaRow>();
        foreach (var (entry, point) in entries.Zip(points))
        {
            var cell = cells.First(candidate => candidate.Covers(point));
            var parts = PolygonExtracter.GetPolygons(cell.Intersection(outline)).OfType<Polygon>().ToArray();
            areas.Add(new AreaRow(entry.Code.ToString(), entry.Name, entry.Code.Bydel.ToString(), factory.CreateMultiPolygon(parts)));
        }

        var municipality = register.FirstOrDefault(area => area.Code == DelbydelCode.Marka) is { } forest ? outline.Union(Square(factory, forest, points)) : outline;
        return (areas, factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(municipality).OfType<Polygon>()]));
    }

    /// <summary>Marka as a square half-way to the nearest other centre.</summary>
    private static Geometry Square(GeometryFactory factory, RegisteredArea forest, List<Point> others)
    {
        var centre = new Coordinate(forest.EastMetres, forest.NorthMetres);
        var reach = new Envelope(centre);
        reach.ExpandBy(Math.Round(0.5 * others.Min(point => point.Coordinate.Distance(centre))));
        return factory.ToGeometry(reach);
    }
}
