using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Tests.Geography;

internal static class Shapes
{
    public static Geometry Wkt(string text) => new WKTReader().Read(text);

    public static Geometry Box(double west, double south, double east, double north) =>
        new GeometryFactory().ToGeometry(new Envelope(west, east, south, north));

    public static (DelbydelCode, Geometry) Area(string code, Geometry polygon) => (DelbydelCode.Parse(code), polygon);
}
