using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace PRIOslo.Bomiljo.Tests.Samples;

/// <summary>The open polygons of Oslo's delbydeler in WGS84, where a folder <c>../shared</c> beside the project holds them.</summary>
internal sealed class RealAreas
{
    private readonly List<(string Code, IPreparedGeometry Area)> _areas = [];

    private RealAreas(string file)
    {
        var factory = new GeometryFactory();
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var geometry = feature.GetProperty("geometry");
            var coordinates = geometry.GetProperty("coordinates");
            var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [coordinates] : coordinates.EnumerateArray().ToArray();
            var area = factory.CreateMultiPolygon([.. polygons.Select(polygon => Polygon(factory, polygon))]);
            _areas.Add((feature.GetProperty("properties").GetProperty("kode").GetString()!, PreparedGeometryFactory.Prepare(area.Buffer(0))));
        }
    }

    /// <returns>Null where the polygons are not at hand.</returns>
    public static RealAreas? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "..", "shared", "geodata", "oslo-delbydeler.geojson");
            if (File.Exists(file))
                return new RealAreas(file);
        }

        return null;
    }

    public IReadOnlyList<string> CodesAt(double longitude, double latitude)
    {
        var point = new Point(longitude, latitude);
        return [.. _areas.Where(area => area.Area.Intersects(point)).Select(area => area.Code)];
    }

    private static Polygon Polygon(GeometryFactory factory, JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(ring => factory.CreateLinearRing([.. ring.EnumerateArray()
            .Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))])).ToArray();
        return factory.CreatePolygon(all[0], all[1..]);
    }
}
