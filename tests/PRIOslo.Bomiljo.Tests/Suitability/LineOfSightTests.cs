using System.Globalization;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class LineOfSightTests
{
    private static readonly Building House = new(Rectangle(80, -5, 10, 10), BuildingKinds.Residential, 3);

    [Fact]
    public void Over_flat_ground_every_dwelling_within_100_m_is_seen_and_none_beyond()
    {
        var values = Measure(On(Flat(), House, new(Rectangle(101, 20, 10, 10), BuildingKinds.Residential, 9)), PointAt(0, 0));

        Assert.Equal(3, values[Metric.VisibleDwellings100m]);
        Assert.Equal(1, values[Metric.VisibleDwellingShare100m]);
    }

    [Theory]
    [InlineData(3.7, 1)] // the line from 1.6 m to the roof at 6 m is 3.8 m up half-way
    [InlineData(3.9, 0)]
    public void A_ridge_hides_what_lies_behind_it_when_it_reaches_the_line_to_the_roof(double ridgeMetres, double expected)
    {
        var ridge = Grid((east, _) => Math.Abs(east - 42.5) < 1 ? ridgeMetres : 0);

        Assert.Equal(expected, Measure(On(ridge, House), PointAt(0, 0))[Metric.VisibleDwellingShare100m]);
    }

    [Theory]
    [InlineData(BuildingKinds.Business, 0)] // 8 m
    [InlineData(BuildingKinds.Outbuilding, 1)] // 3 m, and the line is 3.2 m up over its nearest wall
    public void A_building_between_hides_a_dwelling_where_it_is_higher_than_the_line(BuildingKinds kind, double expected)
    {
        var between = new Building(Rectangle(30, -15, 6, 30), kind, 0);

        Assert.Equal(expected, Measure(On(Flat(), House, between), PointAt(0, 0))[Metric.VisibleDwellingShare100m]);
    }

    [Fact]
    public void The_sites_own_building_hides_nothing_and_a_plot_sees_from_each_of_its_corners()
    {
        var own = new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Business, 0);
        Assert.Equal(1, Measure(On(Flat(), House, own), PointAt(0, 0))[Metric.VisibleDwellingShare100m]);

        // From one corner a hall is in the way, from the others it is not.
        var hall = new Building(Rectangle(30, -2, 2, 4), BuildingKinds.Business, 0);
        Assert.Equal(0, Measure(On(Flat(), House, hall), PointAt(0, 0))[Metric.VisibleDwellingShare100m]);
        Assert.Equal(1, Measure(On(Flat(), House, hall), Rectangle(-20, 0, 20, 20))[Metric.VisibleDwellingShare100m]);
    }

    [Fact]
    public void Where_nobody_lives_within_100_m_there_is_nothing_to_see_and_the_rule_does_not_count()
    {
        var values = Measure(On(Flat(), new Building(Rectangle(50, 0, 10, 10), BuildingKinds.Business, 0)), PointAt(0, 0));

        Assert.Equal(0, values[Metric.VisibleDwellings100m]);
        Assert.Equal(UnknownReason.NothingWithinRadius, values.WhyUnknown(Metric.VisibleDwellingShare100m));
        Assert.Equal(RuleOutcome.Unknown, RuleEvaluator.Outcome(new Threshold(Comparison.AtMost, 0, 0.25), null, UnknownReason.NothingWithinRadius));
    }

    [Fact]
    public void A_hole_in_the_height_model_leaves_the_sight_through_it_unknown()
    {
        var hole = Grid((east, _) => east is > 30 and < 45 ? double.NaN : 0);

        Assert.Equal(UnknownReason.OutsideCoverage, Measure(On(hole, House), PointAt(0, 0)).WhyUnknown(Metric.VisibleDwellings100m));
    }

    [Fact]
    public void Without_a_height_model_the_sight_is_unknown_for_want_of_the_layer()
    {
        Assert.Equal(UnknownReason.LayerMissing, Measure(Layers(LayerOf(House)), PointAt(0, 0)).WhyUnknown(Metric.VisibleDwellings100m));
    }

    [Fact]
    public void Sight_goes_both_ways()
    {
        var random = new Random(3);
        var terrain = new Terrain(Grid((_, _) => random.NextDouble() * 12));
        for (var n = 0; n < 2_000; n++)
        {
            var (a, b) = (Place(), Place());
            Assert.Equal(terrain.IsClear(a, b), terrain.IsClear(b, a));
        }

        (double, double, double) Place() => (East + (random.NextDouble() * 200) - 100, North + (random.NextDouble() * 200) - 100, random.NextDouble() * 20);
    }

    [Fact]
    public void A_strip_of_heights_comes_back_as_it_was_stored()
    {
        var random = new Random(4);
        var grid = new HeightGrid(0, 0, 10, 37, 150, [.. Enumerable.Range(0, 37 * 150).Select(_ => random.Next(20) == 0 ? HeightGrid.NoHeight : (short)random.Next(-5_000, 25_000))]);
        var back = grid with { Decimetres = new short[grid.Decimetres.Length] };
        for (var strip = 0; strip < grid.Strips; strip++)
            back.Decode(strip, grid.Encode(strip));

        Assert.Equal(3, grid.Strips);
        Assert.Equal(grid.Decimetres, back.Decimetres);
    }

    [Fact]
    public void A_building_of_every_use_has_a_height_and_each_says_why()
    {
        var lines = File.ReadAllLines(Path.Combine(ProjectFolders.Geodata, "building_heights.csv"));

        Assert.All(lines.Skip(1), line => Assert.StartsWith("assumption: ", line.Split(';')[2], StringComparison.Ordinal));
        Assert.Equal(6, BuildingHeights.Shipped.Metres(BuildingKinds.Residential | BuildingKinds.BuiltUp));
        Assert.Equal(5, lines.Skip(1).Count(line => double.Parse(line.Split(';')[1], CultureInfo.InvariantCulture) > 0));
    }

    private static MetricLayers On(HeightGrid ground, params Building[] buildings) => new(LayerOf(buildings)) { Terrain = new Terrain(ground) };

    private static HeightGrid Flat() => Grid((_, _) => 0);

    /// <summary>Cells of 5 m, 300 m around the corner; a post every 5 m, at 2.5, 7.5, …</summary>
    private static HeightGrid Grid(Func<double, double, double> metres) => new(East - 300, North + 300, 5, 120, 120,
    [
        .. Enumerable.Range(0, 120 * 120).Select(at => metres((at % 120 * 5) - 297.5, 297.5 - (at / 120 * 5)))
            .Select(height => double.IsNaN(height) ? HeightGrid.NoHeight : (short)Math.Round(height * 10)),
    ]);
}
