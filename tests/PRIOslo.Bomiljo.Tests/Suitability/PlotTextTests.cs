using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Plots;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class PlotTextTests
{
    private const string Utm = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::25832\"}}";

    [Theory]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[10.7,59.9]}")]
    [InlineData("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[10.7,59.9]}}")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[]}")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[[]]}")]
    public void A_text_without_a_polygon_is_refused_as_such(string text) => Refused(ProblemCode.BadGeodata, text);

    [Fact]
    public void Several_polygons_that_meet_are_one_plot_in_whole_millimetres()
    {
        var plot = PlotText.Parse(Collection(Square(0, 0, 50), Square(50, 0, 50)));

        Assert.Equal(5000, plot.Area, 3);
        Assert.IsType<Polygon>(plot);
        Assert.Equal(2, PlotText.Parse(Collection(Square(0, 0, 50), Square(60, 0, 50))).NumGeometries);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_plot_is_at_most_one_kilometre_long(int metres, bool taken)
    {
        var text = Collection(Square(0, 0, metres));
        if (taken)
            Assert.Equal((double)metres * metres, PlotText.Parse(text).Area, 1);
        else
            Refused(ProblemCode.BadSites, text);
        if (metres > 1000)
            Refused(ProblemCode.BadSites, Collection(Square(0, 0, 10), Square(metres, 0, 10)));
    }

    [Theory]
    [InlineData(PlotText.MostCorners, true)]
    [InlineData(PlotText.MostCorners + 1, false)]
    public void A_plot_has_a_thousand_corners_at_most(int corners, bool taken)
    {
        var circle = string.Join(',', Enumerable.Range(0, corners).Select(n => 2 * Math.PI * (n % (corners - 1)) / (corners - 1))
            .Select(angle => Position(500 * Math.Cos(angle), 500 * Math.Sin(angle))));
        if (taken)
            Assert.InRange(PlotText.Parse(Collection(circle)).Area, 785_000, 785_400);
        else
            Refused(ProblemCode.BadSites, Collection(circle));
    }

    [Fact]
    public void Corners_on_one_line_are_told_apart_from_lines_that_cross()
    {
        var flat = Assert.Throws<ProblemException>(() => PlotText.Parse(Collection(string.Join(',', Position(0, 0), Position(10, 10), Position(20, 20), Position(0, 0)))));
        var crossing = Assert.Throws<ProblemException>(() => PlotText.Parse(Collection(string.Join(',', Position(0, 0), Position(10, 10), Position(10, 0), Position(0, 10), Position(0, 0)))));

        Assert.Contains("one line", flat.Message, StringComparison.Ordinal);
        Assert.Contains("crosses itself", crossing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Degrees_in_the_wrong_order_are_told_as_such() => Refused(
        ProblemCode.PlotSwapped, "{\"type\":\"Polygon\",\"coordinates\":[[[59.91,10.75],[59.911,10.75],[59.911,10.751],[59.91,10.75]]]}");

    [Fact]
    public void Degrees_given_as_metres_are_told_as_such() =>
        Assert.Contains("longitude and latitude", Assert.Throws<ProblemException>(() => new PRIOslo.Bomiljo.Suitability.SitePoint("", 10.75, 59.91)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_outline_that_crosses_itself_and_an_unknown_system_are_refused()
    {
        Refused(ProblemCode.BadSites, Collection($"{Position(0, 0)},{Position(50, 50)},{Position(50, 0)},{Position(0, 50)},{Position(0, 0)}"));
        Refused(ProblemCode.BadSites, Collection($"{Position(0, 0)},{Position(50, 0)},{Position(0, 0)},{Position(0, 0)}"));
        Refused(ProblemCode.BadSites, """{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,59.9]]]}""");
        Refused(ProblemCode.UnknownEpsg, Collection(Square(0, 0, 50)).Replace(Utm, "\"crs\":null", StringComparison.Ordinal)); // metres said to be degrees
        Refused(ProblemCode.UnknownEpsg, Collection(Square(0, 0, 50)).Replace("25832", "2154", StringComparison.Ordinal));
    }

    private static void Refused(ProblemCode code, string text) => Assert.Equal(code, Assert.Throws<ProblemException>(() => PlotText.Parse(text)).Code);

    private static string Collection(params string[] rings) =>
        $$"""{"type":"FeatureCollection",{{Utm}},"features":[{{string.Join(',', rings.Select(Feature))}}]}""";

    private static string Feature(string ring) => $$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[{{ring}}]]} }""";

    private static string Square(int east, int north, int side) =>
        $"{Position(east, north)},{Position(east + side, north)},{Position(east + side, north + side)},{Position(east, north + side)},{Position(east, north)}";

    private static string Position(double east, double north) => string.Create(CultureInfo.InvariantCulture, $"[{Town.East + east},{Town.North + north}]");

    [Fact]
    public void A_plot_with_a_hole_and_one_in_two_parts_come_back_from_degrees_within_a_hundredth_of_a_metre()
    {
        var withHole = Rectangle(0, 0, 50, 40).Difference(Rectangle(10, 10, 5, 5));
        foreach (var plot in new[] { withHole, withHole.Union(Rectangle(100, 0, 20, 20)) })
        {
            var back = PlotText.Parse(PlotText.InDegrees(plot));

            Assert.Equal(plot.NumPoints, back.NumPoints);
            Assert.InRange(plot.SymmetricDifference(back).Area, 0, 0.02 * plot.Length);
        }
    }
}
