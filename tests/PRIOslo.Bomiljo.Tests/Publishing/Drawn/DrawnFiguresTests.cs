using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Publishing.Drawn;

public sealed class DrawnFiguresTests
{
    private static readonly DrawnBasis[] Bases =
    [
        new("brann", "residents", 1000, 2), new("bostabilitet", "municipal-dwellings", 100, 1), new("total", "residents", 1000, 3),
    ];

    [Fact]
    public void A_rate_is_per_the_estimated_residents_with_the_published_dispersion()
    {
        var figure = DrawnFigures.Of([new("brann", 12, "")], 2_400, Bases, sameEvents: false)[0];
        var expected = Rate.For(12, 2_400, 1000, dispersion: 2)!.Value;

        Assert.Equal(new("brann", 12, "", expected.Value, expected.Low, expected.High, 1000), figure);
        Assert.Equal(5, figure.Rate);
    }

    [Fact]
    public void What_is_not_per_residents_has_no_rate() =>
        Assert.Equal(new("bostabilitet", 12, "", null, null, null, null), DrawnFigures.Of([new("bostabilitet", 12, "")], 2_400, Bases, sameEvents: false)[0]);

    [Fact]
    public void The_total_is_the_sum_of_the_themes_and_has_a_rate_of_its_own()
    {
        var total = DrawnFigures.Of([new("brann", 12, ""), new("bostabilitet", 8, "")], 2_000, Bases, sameEvents: false)[^1];

        Assert.Equal(("total", 20, 10.0), (total.Theme, total.Incidents, total.Rate));
    }

    [Fact]
    public void A_theme_that_is_not_told_takes_the_total_with_it()
    {
        var figures = DrawnFigures.Of([new("brann", null, "small-part"), new("bostabilitet", 8, "")], 2_000, Bases, sameEvents: false);

        Assert.Equal([new("brann", null, "small-part", null, null, null, null), new("total", null, "theme-hidden", null, null, null, null)], [figures[0], figures[^1]]);
        Assert.Equal("same-events", DrawnFigures.Of([new("brann", 5, "")], 2_000, Bases, sameEvents: true)[^1].Reason);
    }

    [Fact]
    public void A_dry_run_has_no_figures() => Assert.Empty(DrawnFigures.Of([], 2_000, Bases, sameEvents: false));

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,59.9],[10.8,60],[10.7,59.9]]]}""")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,59.9],[10.8,60],[10.7,59.9]]]}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,59.9],[10.8,60],[10.7,59.9]]]}}]}""")]
    public void A_polygon_a_feature_and_a_collection_are_read(string text) => Assert.Equal(4, DrawnAreas.Parse(text).NumPoints);

    [Theory]
    [InlineData("", "BOM-501")]
    [InlineData("null", "BOM-501")]
    [InlineData("{\"type\":7}", "BOM-501")]
    [InlineData("""{"type":"Point","coordinates":[10.7,59.9]}""", "BOM-501")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "BOM-641")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[10.7,59.9]}}""", "BOM-641")]
    [InlineData("""{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,60],[10.8,59.9],[10.7,60],[10.7,59.9]]]}""", "BOM-662")]
    public void What_is_no_polygon_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<ProblemException>(() => DrawnAreas.Parse(text)).Code.ToString());
}
