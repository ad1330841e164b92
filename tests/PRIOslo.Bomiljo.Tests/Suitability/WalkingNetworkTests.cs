using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class WalkingNetworkTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    /// <summary>A street of 400 m eastwards, and one northwards from its middle.</summary>
    private static readonly Geometry[] Crossing = [Way((0, 0), (200, 0), (400, 0)), Way((200, 0), (200, 300))];

    [Theory]
    [InlineData(90, 10, 200, 250, 10 + 110 + 250)] // round the corner, where the ways share a vertex
    [InlineData(110, 10, 200, 250, 10 + 90 + 250)] // and so where the other way is within the reach, but not as near
    [InlineData(165, 10, 200, 250, 35 + 240)] // as near but for a street's width: straight across
    [InlineData(164.999, 10, 200, 250, 10 + 35.001 + 250)]
    [InlineData(110, 0, 210, 60, 90 + 60 + 10)] // a stop between two ways joins the nearer
    [InlineData(0, 0, 400, 0, 400)] // on the way
    [InlineData(-30, 40, 410, 0, 50 + 400 + 10)] // beyond both ends
    [InlineData(50, 20, 90, -30, 20 + 40 + 30)] // the stop on the same straight piece, between its ends
    [InlineData(50, 20, 50, 20, 40)] // at the stop itself: to the way and back
    [InlineData(300, 60, 250, -60, 60 + 50 + 60)] // rather along the near street than round by the other
    [InlineData(50, 100, 0, 100, 100 + 50 + 100)] // the reach is included
    public void A_walk_goes_straight_to_the_way_along_it_and_straight_to_the_stop(double east, double north, double stopEast, double stopNorth, double metres)
    {
        Assert.Equal(metres, OnFoot(PointAt(east, north), Crossing, PointAt(stopEast, stopNorth))!.Value, 6);
    }

    [Fact]
    public void A_bridge_without_a_vertex_in_common_is_no_crossing_and_with_one_it_is()
    {
        Geometry[] under = [Way((0, 0), (400, 0))], over = [Way((200, -300), (200, 300))];
        var (site, stop) = (PointAt(10, 0), PointAt(200, 250));

        Assert.Null(OnFoot(site, [.. under, .. over], stop));
        Assert.Equal(190 + 250, OnFoot(site, [Way((0, 0), (200, 0), (400, 0)), Way((200, -300), (200, 0), (200, 300))], stop));
        Assert.Null(OnFoot(site, [Way((0, 0), (200, 0)), Way((200, 0.001), (200, 300))], stop));
    }

    [Fact]
    public void Ways_that_lead_to_no_stop_are_passed_over_for_one_that_does()
    {
        Geometry[] island = [Way((0, 5), (50, 5))];

        Assert.Null(OnFoot(PointAt(20, 0), island, PointAt(300, 0)));
        Assert.Equal(60 + 280, OnFoot(PointAt(20, 0), [.. island, Way((0, -60), (300, -60))], PointAt(300, -60)));
    }

    [Theory]
    [InlineData(100, 0, 100, 0)]
    [InlineData(100.001, 0, 0, 0)] // the site is too far from the way
    [InlineData(0, 0, 0, 100.001)] // the stop is
    public void Beyond_the_reach_of_a_way_nothing_is_known(double north, double east, double stopEast, double stopNorth)
    {
        var values = Measure(Town(Crossing, PointAt(stopEast, stopNorth)), PointAt(east, north));

        Assert.Equal(north <= WalkingNetwork.ReachMetres && stopNorth <= WalkingNetwork.ReachMetres, values[Metric.NearestTransitOnFoot] is not null);
        Assert.Equal(
            values[Metric.NearestTransitOnFoot] is null ? UnknownReason.NoWayToStop : UnknownReason.None, values.WhyUnknown(Metric.NearestTransitOnFoot));
    }

    [Fact]
    public void A_plot_is_left_where_its_boundary_is_nearest_and_on_the_better_side_where_a_way_crosses_it()
    {
        Geometry[] street = [Way((0, 0), (400, 0))];

        // Beside the way: along the whole side it is as near, and one leaves it at the corner towards the stop.
        Assert.Equal(30 + 140 + 5, OnFoot(Rectangle(100, 30, 60, 40), street, PointAt(300, 5))!.Value, 6);
        Assert.Equal(30 + 100 + 5, OnFoot(Rectangle(100, 30, 60, 40), street, PointAt(0, 5))!.Value, 6);
        Assert.Equal(30 + 5, OnFoot(Rectangle(100, 30, 60, 40), street, PointAt(130, -5))!.Value, 6);

        // Across the way: nothing to the way, and from the edge on.
        Assert.Equal(140, OnFoot(Rectangle(100, -20, 60, 40), street, PointAt(300, 0))!.Value, 6);
        Assert.Equal(0, OnFoot(Rectangle(100, -20, 60, 40), street, PointAt(130, 0))!.Value, 6);

        // A way that ends inside it, and one that stands against it slantwise.
        Assert.Equal(100, OnFoot(Rectangle(-20, -20, 60, 40), [Way((0, 0), (140, 0))], PointAt(140, 0))!.Value, 6);
        Assert.Equal(10 + 50, OnFoot(Rectangle(-60, -20, 50, 40), [Way((0, 0), (40, 30))], PointAt(40, 30))!.Value, 6);
        Assert.Equal(0, OnFoot(Rectangle(0, 0, 50, 50), [Way((10, 10), (20, 20))], PointAt(15, 15))!.Value, 6);
    }

    [Fact]
    public void Of_a_plot_in_parts_with_arms_or_round_a_hole_only_what_it_holds_of_a_way_is_on_it()
    {
        Geometry[] street = [Way((-50, 0), (400, 0))];
        var parts = new MultiPolygon([Rectangle(0, -20, 10, 40), Rectangle(290, -20, 10, 40)]);
        var arms = Ring((0, -20), (300, -20), (300, 20), (280, 20), (280, -10), (20, -10), (20, 20), (0, 20));
        var beside = Ring((0, 5), (20, 5), (20, 30), (280, 30), (280, 5), (300, 5), (300, 40), (0, 40));
        var hole = new Polygon(RingOf((0, -20), (300, -20), (300, 20), (0, 20)), [RingOf((10, -10), (10, 10), (290, 10), (290, -10))]);

        Assert.Equal(140, OnFoot(parts, street, PointAt(150, 0))!.Value, 6);
        Assert.Equal(120, OnFoot(arms, street, PointAt(140, 0))!.Value, 6);
        Assert.Equal(5 + 120, OnFoot(beside, street, PointAt(140, 0))!.Value, 6);
        Assert.Equal(5, OnFoot(beside, street, PointAt(290, 0))!.Value, 6);
        Assert.Equal(90, OnFoot(hole, street, PointAt(100, 0))!.Value, 6);
        Assert.Equal(0, OnFoot(hole, street, PointAt(295, 0))!.Value, 6);

        // A stop in parts is no shorter way through what lies between them.
        Assert.Equal(100, OnFoot(PointAt(110, 0), street, parts)!.Value, 6);
    }

    [Fact]
    public void The_stop_with_the_shortest_walk_counts_not_the_nearest_and_of_two_as_far_either()
    {
        Assert.Equal(250, OnFoot(PointAt(150, 0), Crossing, PointAt(0, 100), PointAt(400, 0)));
        Assert.Equal(150, OnFoot(PointAt(150, 0), Crossing, PointAt(0, 0), PointAt(300, 0)));
        Assert.Equal(20 + 100, OnFoot(PointAt(100, 20), Crossing, Rectangle(-40, -5, 40, 10), PointAt(200, 300)));
    }

    [Fact]
    public void The_walk_is_known_only_as_far_as_both_layers_reach()
    {
        Assert.Equal(RuleOutcome.Info, Outcome("walking-way", 300));
        Assert.Equal(RuleOutcome.Unknown, Outcome("walking-way", 299));
        Assert.Equal(RuleOutcome.Info, Outcome("transit", 300));
        Assert.Equal(RuleOutcome.Unknown, Outcome("transit", 299));

        static RuleOutcome Outcome(string layer, double metresAround)
        {
            var covered = new Dictionary<string, LayerCoverage>(StringComparer.Ordinal)
            {
                [layer] = LayerCoverage.Within(Rectangle(-metresAround, -metresAround, 2 * metresAround, 2 * metresAround)),
            };
            var layers = new MetricLayers(ShapeLayer.Empty, coverage: covered) { Walking = Network([Way((0, 0), (0, 150), (150, 150))], PointAt(150, 150)) };
            var rule = Rules.Rules.Single(rule => rule.Id == "transit-on-foot");
            return RuleBook.Outcome(rule, Measure(layers, PointAt(0, 0)));
        }
    }

    [Theory]
    [InlineData(100, UnknownReason.NoWayToStop)]
    [InlineData(99, UnknownReason.OutsideCoverage)]
    public void That_no_way_leads_to_a_stop_is_known_only_where_the_ways_within_reach_are_told_of(double metresAround, UnknownReason expected)
    {
        var covered = new Dictionary<string, LayerCoverage>(StringComparer.Ordinal)
        {
            ["walking-way"] = LayerCoverage.Within(Rectangle(-metresAround, -metresAround, 2 * metresAround, 2 * metresAround)),
        };
        var layers = new MetricLayers(ShapeLayer.Empty, coverage: covered) { Walking = Network([Way((500, 0), (600, 0))], PointAt(600, 0)) };

        Assert.Equal(expected, RuleBook.WhyUnknown(Rules.Rules.Single(rule => rule.Id == "transit-on-foot"), Measure(layers, PointAt(0, 0))));
    }

    [Theory]
    [InlineData("walking-way", "transit")]
    [InlineData("transit", "walking-way")]
    public void Where_one_of_the_two_layers_is_missing_the_rule_names_that_one(string there, string missing)
    {
        var layers = InOneDelbydel(Layers()) with { Vintages = [new LayerVintage(1, there, 2024, 1, new DateOnly(2024, 5, 1), IsApproximate: false)] };
        var result = ScreeningRun.Run([new Site("A", PointAt(0, 0))], layers, Rules, [GroupCode.All[4]]);

        var rule = SiteReporting.Of(result, 0).Groups.Single().Rules.Single(rule => rule.Id == "transit-on-foot");

        Assert.Equal((UnknownReason.LayerMissing, missing, null), (rule.Unknown, rule.Layer, rule.LayerDate));
    }

    [Fact]
    public void The_rule_shows_the_walk_and_tells_how_far_the_straight_lines_may_be()
    {
        var rule = Rules.Rules.Single(rule => rule.Metric.Metric == Metric.NearestTransitOnFoot);

        Assert.Equal(("transit-on-foot", RuleRole.Info, "walking-way"), (rule.Id, rule.Role, rule.Layer));
        Assert.Equal(["walking-way", "transit"], rule.Metric.Bounding);
        Assert.Contains($"{WalkingNetwork.ReachMetres} m", rule.Reason.Nb, StringComparison.Ordinal);
        Assert.Contains($"{WalkingNetwork.ReachMetres} m", rule.Reason.En, StringComparison.Ordinal);
        Assert.Equal(GroupCode.All.Count, rule.Groups.Count);
        Assert.Equal(UnknownReason.LayerMissing, Measure(Layers(), PointAt(0, 0)).WhyUnknown(Metric.NearestTransitOnFoot));
    }

    [Fact]
    public void A_walk_is_what_trying_every_way_again_and_again_gives() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var (ways, stops) = Drawn(random, sideMetres: 400);
        var site = Place(random, 400);

        var (expected, measured) = (EveryWay.Shortest(ways, stops, (Point)site), OnFoot(site, ways, [.. stops]));
        Assert.Equal(double.IsInfinity(expected), measured is null);
        if (measured is { } metres)
            Assert.Equal(expected, metres, 6);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_walk_is_never_shorter_than_the_straight_line_nor_longer_with_one_more_stop_or_a_way_that_is_no_nearer() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var (drawn, stops) = Drawn(random, sideMetres: 400);
        Geometry[] ways = [.. drawn.Select(way => Way([(200, 200), .. way.Coordinates.Select(vertex => (vertex.X - East, vertex.Y - North))]))]; // all of one piece
        var site = Shape(random, 400);

        var metres = OnFoot(site, ways, [.. stops]) ?? double.PositiveInfinity;
        Assert.True(metres >= stops.Min(site.Distance) - 1e-6);
        if (stops.Length > 1 && OnFoot(site, ways, stops[1..]) is { } withoutOne)
            Assert.True(withoutOne >= metres - 1e-6);
        var fewer = ways[1..];
        if (stops.Append(site).All(place => fewer.Min(place.Distance) <= place.Distance(ways[0])) && OnFoot(site, fewer, [.. stops]) is { } longer)
            Assert.True(longer >= metres - 1e-6);
    }).QuickCheckThrowOnFailure();

    private static double? OnFoot(Geometry site, Geometry[] ways, params Geometry[] stops) => Measure(Town(ways, stops), site)[Metric.NearestTransitOnFoot];

    private static MetricLayers Town(Geometry[] ways, params Geometry[] stops) => new(ShapeLayer.Empty) { Walking = Network(ways, stops) };

    private static WalkingNetwork Network(Geometry[] ways, params Geometry[] stops)
    {
        var pieces = new ShapeArraysBuilder();
        foreach (var way in ways)
            pieces.AddEdgesOf(way);
        return new WalkingNetwork(ShapeLayer.OfFeatures(pieces.Build()), FeaturesOf(stops));
    }

    private static LineString Way(params (double East, double North)[] vertices) =>
        new([.. vertices.Select(vertex => new Coordinate(Math.Round(East + vertex.East, 3), Math.Round(North + vertex.North, 3)))]);

    /// <summary>Ways between a few places, some of them joined; one to five stops.</summary>
    private static (Geometry[] Ways, Geometry[] Stops) Drawn(Random random, double sideMetres)
    {
        (double, double)[] places = [.. Enumerable.Range(0, 12).Select(_ => (Metres(), Metres()))];
        Geometry[] ways = [.. Enumerable.Range(0, 4 + random.Next(12)).Select(_ => Way([.. random.GetItems(places, 2 + random.Next(3))]))];
        return (ways, [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Place(random, sideMetres))]);

        double Metres() => OnStep(random.NextDouble() * sideMetres, random.Next(2) == 0 ? 5 : 0.01);
    }

    private static Geometry Place(Random random, double sideMetres) =>
        PointAt(OnStep(random.NextDouble() * sideMetres, 0.01), OnStep(random.NextDouble() * sideMetres, 0.01));
}
