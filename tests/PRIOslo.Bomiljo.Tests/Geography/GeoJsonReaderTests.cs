using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class GeoJsonReaderTests
{
    private const string Crs = """ "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, """;
    private const string Ring = "[[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]]";
    private const string Hole = "[[30, 30], [70, 30], [70, 70], [30, 70], [30, 30]]";

    [Fact]
    public void Without_a_crs_coordinates_are_longitude_and_latitude()
    {
        var point = Assert.IsType<Point>(One("", """{"type": "Point", "coordinates": [10.7390636481056, 59.9140142114241]}""").Geometry);

        Assert.Equal(597245.12, point.X, 0.01);
        Assert.Equal(6643112.34, point.Y, 0.01);
        Assert.Equal(25832, point.SRID);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::25833")]
    [InlineData("EPSG:25833")]
    public void The_crs_member_is_followed(string name)
    {
        var point = (Point)One(Crs.Replace("urn:ogc:def:crs:EPSG::25832", name, StringComparison.Ordinal), """{"type": "Point", "coordinates": [261827.6915, 6649503.5063]}""").Geometry!;

        Assert.Equal(597245.12, point.X, 0.01);
    }

    [Fact]
    public void A_given_epsg_that_contradicts_the_crs_member_is_refused() => Assert.Equal(
        "BOM-501",
        Assert.Throws<ProblemException>(() => Read(Crs, """{"type": "Point", "coordinates": [261827.6915, 6649503.5063]}""", 25833)).Code.ToString());

    [Fact]
    public void Crs84_is_longitude_and_latitude() => Assert.Equal(597245.12,
        ((Point)One(""" "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, """, """{"type": "Point", "coordinates": [10.7390636481056, 59.9140142114241]}""").Geometry!).X, 0.01);

    [Fact]
    public void Holes_are_holes() => Assert.Equal(8_400, One(Crs, $$"""{"type": "Polygon", "coordinates": [{{Ring}}, {{Hole}}]}""").Geometry!.Area);

    [Fact]
    public void A_multipolygon_keeps_its_parts()
    {
        var geometry = One(Crs, $$"""{"type": "MultiPolygon", "coordinates": [[{{Ring}}, {{Hole}}], [[[200, 0], [210, 0], [210, 10], [200, 0]]]]}""").Geometry!;

        Assert.Equal(2, geometry.NumGeometries);
        Assert.Equal(8_450, geometry.Area);
    }

    [Theory]
    [InlineData("""{"type": "LineString", "coordinates": [[0, 0], [3, 4]]}""", 5)]
    [InlineData("""{"type": "MultiLineString", "coordinates": [[[0, 0], [3, 4]], [[0, 0], [0, 1]]]}""", 6)]
    public void Lines_are_read(string geometry, double length) => Assert.Equal(length, One(Crs, geometry).Geometry!.Length, 1e-9);

    [Fact]
    public void A_third_coordinate_is_left_out() => Assert.Equal(new Coordinate(1, 2), One(Crs, """{"type": "Point", "coordinates": [1, 2, 300]}""").Geometry!.Coordinate);

    [Fact]
    public void A_ring_that_is_not_closed_is_closed() => Assert.Equal(10_000, One(Crs, """{"type": "Polygon", "coordinates": [[[0, 0], [100, 0], [100, 100], [0, 100]]]}""").Geometry!.Area);

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"type": "Point"}""")]
    [InlineData("""{"type": 3, "coordinates": [1, 2]}""")]
    [InlineData("""{"type": "Circle", "coordinates": [1, 2]}""")]
    [InlineData("""{"type": "Point", "coordinates": [1]}""")]
    [InlineData("""{"type": "Point", "coordinates": ["1", "2"]}""")]
    [InlineData("""{"type": "Point", "coordinates": [1e999, 2]}""")]
    [InlineData("""{"type": "Point", "coordinates": null}""")]
    [InlineData("""{"type": "Polygon", "coordinates": []}""")]
    [InlineData("""{"type": "LineString", "coordinates": [[0, 0]]}""")]
    public void A_geometry_that_cannot_be_read_is_none(string geometry) => Assert.Null(One(Crs, geometry).Geometry);

    [Fact]
    public void Properties_are_texts_in_any_case_of_their_names()
    {
        var feature = Assert.Single(ReadText("""{"features": [{"id": 7, "geometry": null, "properties": {"Kode": "0101", "antall": 3, "x": null, "y": {}}}]}""", null));

        Assert.Equal("0101", feature.First("code", "kode"));
        Assert.Equal("3", feature.First("antall"));
        Assert.Equal("7", feature.First("x", "y", "id"));
        Assert.Equal("", feature.First("nothing"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("""{"features": {}}""")]
    [InlineData("""{"features": [1, 2]}""")]
    [InlineData("""{"features": [[]]}""")]
    public void What_is_no_feature_collection_is_told(string json) => Problem.Thrown("BOM-501", "layer.geojson", () => ReadText(json, null));

    [Theory]
    [InlineData("""{"crs": {"properties": []}, "features": []}""")]
    [InlineData("""{"crs": {"properties": {"name": {}}}, "features": []}""")]
    [InlineData("""{"crs": {"properties": {"name": 3}}, "features": []}""")]
    [InlineData("""{"crs": 3, "features": []}""")]
    public void A_crs_member_of_another_form_is_no_error_but_its_own(string json)
    {
        try
        {
            Assert.Empty(ReadText(json, null));
        }
        catch (ProblemException problem)
        {
            Problem.Check(problem, "BOM-504", "EPSG");
        }
    }

    [Fact]
    public void An_unknown_system_is_told() => Problem.Thrown("BOM-504", "EPSG:2154", () => ReadText(
        """{"crs": {"type": "name", "properties": {"name": "EPSG:2154"}}, "features": []}""", null));

    private static GeoFeature One(string crs, string geometry) => Assert.Single(Read(crs, geometry, null));

    private static List<GeoFeature> Read(string crs, string geometry, int? epsg) =>
        ReadText($$"""{"type": "FeatureCollection", {{crs}} "features": [{"type": "Feature", "properties": {}, "geometry": {{geometry}}}]}""", epsg);

    private static List<GeoFeature> ReadText(string json, int? epsg)
    {
        using var document = JsonDocument.Parse(json);
        return GeoJsonReader.Read(document, epsg, "layer.geojson");
    }
}
