using System.Globalization;
using System.Text.Json;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Streams a GeoJSON file in EPSG:25832, metres to the centimetre, one feature a line.</summary>
internal sealed class GeoJsonFile : IDisposable
{
    private readonly StreamWriter _file;

    public GeoJsonFile(string path, string name)
    {
        _file = new StreamWriter(path) { NewLine = "\n" };
        _file.WriteLine("{\"type\":\"FeatureCollection\",\"name\":" + JsonSerializer.Serialize(name) + ',');
        _file.WriteLine("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::25832\"}},");
        _file.Write("\"features\":[");
    }

    public long Features { get; private set; }

    public void WritePoint(double east, double north, IReadOnlyDictionary<string, object> properties) =>
        Write(properties, string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"Point\",\"coordinates\":[{east:0.00},{north:0.00}]}}"));

    /// <summary>Writes a rectangle, its ring counter-clockwise (RFC 7946, 3.1.6).</summary>
    public void WriteRectangle(Footprint place, IReadOnlyDictionary<string, object> properties)
    {
        var (west, east) = (place.East - place.HalfWidth, place.East + place.HalfWidth);
        var (south, north) = (place.North - place.HalfHeight, place.North + place.HalfHeight);
        Write(properties, string.Create(CultureInfo.InvariantCulture,
            $"{{\"type\":\"Polygon\",\"coordinates\":[[[{west:0.00},{south:0.00}],[{east:0.00},{south:0.00}],[{east:0.00},{north:0.00}],[{west:0.00},{north:0.00}],[{west:0.00},{south:0.00}]]]}}"));
    }

    public void Dispose()
    {
        _file.WriteLine("\n]}");
        _file.Dispose();
    }

    private void Write(IReadOnlyDictionary<string, object> properties, string geometry)
    {
        _file.Write(Features == 0 ? "\n" : ",\n");
        _file.Write("{\"type\":\"Feature\",\"properties\":");
        _file.Write(JsonSerializer.Serialize(properties));
        _file.Write(",\"geometry\":");
        _file.Write(geometry);
        _file.Write('}');
        Features++;
    }
}
