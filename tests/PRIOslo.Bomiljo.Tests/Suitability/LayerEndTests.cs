using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>Where layers end, and what is unknown near there.</summary>
public class LayerEndTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void A_layer_that_ends_within_the_rules_radius_leaves_the_rule_unknown()
    {
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)),
            coverage: new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Within(Rectangle(-1000, -1000, 1100, 2000)) });

        Assert.Equal(100, Measure(layers, PointAt(0, 0)).CoveredMetres(MetricDefinition.Of(Metric.NearestDwelling)));
        Assert.Equal(RuleOutcome.Met, ShieldedRule(layers, PointAt(0, 0)).Outcome);
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(layers, PointAt(0.01, 0)));
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(layers, PointAt(200, 0)));
    }

    [Fact]
    public void What_is_counted_beyond_the_end_of_a_layer_is_not_told_as_a_number()
    {
        var buildings = LayerOf(new Building(PointAt(20, 0), BuildingKinds.Residential, 3));
        var layers = new MetricLayers(
            buildings,
            new Dictionary<LayerPart, ShapeLayer> { [LayerPart.MunicipalFlat] = ShapeLayer.OfFeatures(ShapesOf([PointAt(20, 0)]), [1]) },
            new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Within(Rectangle(-60, -60, 120, 120)) });

        var values = Measure(layers, PointAt(0, 0));

        Assert.Equal(3, values.Told(MetricDefinition.Of(Metric.Dwellings50m)));
        Assert.Null(values.Told(MetricDefinition.Of(Metric.Dwellings100m)));
        Assert.Equal(20, values.Told(MetricDefinition.Of(Metric.NearestDwelling)));
        Assert.Null(values.Told(MetricDefinition.Of(Metric.MunicipalShare200m))); // its dwellings are those of the buildings
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));
        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(layers), rules, GroupCode.All);
        Assert.Null(report.Metrics["dwellings_200m"]);
        Assert.All(report.Groups.SelectMany(group => group.Rules).Where(rule => rule.Unknown is not null), rule => Assert.Null(rule.Measured));
    }

    [Fact]
    public void A_distance_farther_than_the_layer_reaches_is_not_told_as_there_may_be_something_nearer()
    {
        var school = ShapeLayer.OfFeatures(ShapesOf([PointAt(500, 0)]), [1]);
        Building[] town = [.. Enumerable.Range(0, 60).Select(n => new Building(PointAt(500 + (n * 10), 0), BuildingKinds.Residential | BuildingKinds.BuiltUp, 2))];
        var (nearest, edge) = (MetricDefinition.Of(Metric.NearestDwelling), MetricDefinition.Of(Metric.BuiltUpArea));

        Assert.Equal((null, null, RuleOutcome.Unknown, null), At(50));
        Assert.Equal((null, null, RuleOutcome.Unknown, null), At(499));
        Assert.Equal((500, 475, RuleOutcome.Info, 500), At(500));
        Assert.Equal(0.0, Measure(Reaching(50), PointAt(480, 0)).Told(edge)); // nothing is nearer than the edge

        (double? Dwelling, double? Edge, RuleOutcome School, double? Measured) At(double reach)
        {
            var (layers, rule) = (Reaching(reach), Rules.Rules.Single(rule => rule.Id == "nearest-school"));
            var values = Measure(layers, PointAt(0, 0));
            var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(layers), Rules, [rule.Groups[0]]).Groups[0].Rules.Single(told => told.Id == rule.Id);
            Assert.Equal(report.Measured is null ? UnknownReason.OutsideCoverage : null, report.Unknown);
            return (values.Told(nearest), values.Told(edge), report.Outcome, report.Measured);
        }

        // What is known ends so many metres west of the corner.
        MetricLayers Reaching(double reach)
        {
            var known = LayerCoverage.Within(Rectangle(-reach, -2000, 4000, 4000));
            return new MetricLayers(
                LayerOf(town),
                new Dictionary<LayerPart, ShapeLayer> { [LayerPart.School] = school },
                new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = known, ["school"] = known });
        }
    }

    [Fact]
    public void Nothing_is_known_near_a_delbydel_that_the_buildings_were_not_delivered_for()
    {
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(-120, 0), BuildingKinds.Residential, 1)),
            coverage: new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Except(Rectangle(100, -500, 500, 1000)) });

        Assert.Equal(RuleOutcome.Met, ShieldedRule(layers, PointAt(0, 0)).Outcome);
        Assert.Equal(UnknownReason.OutsideCoverage, ShieldedRule(layers, PointAt(1, 0)).Why);
        Assert.Equal(UnknownReason.OutsideCoverage, ShieldedRule(layers, PointAt(300, 0)).Why);
    }

    [Fact]
    public void A_layer_without_a_stated_coverage_ends_with_the_city_and_a_stated_one_wins()
    {
        // A delbydel that ends 100 m east of the corner, forest west of it, and a sliver between them.
        var city = new SiteAreas([new("delbydel", "0101", "Midten", Rectangle(-995, -1000, 1095, 2000)), new("marka", "1701", "Marka", Rectangle(-3000, -1000, 2000, 2000))]);
        var buildings = LayerOf(new Building(PointAt(-400, 0), BuildingKinds.Residential, 1));

        var own = With(new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false));
        var stated = With(new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false) { Coverage = Rectangle(-3000, -1000, 4000, 2000) });

        Assert.Equal(RuleOutcome.Met, ShieldedRule(own, PointAt(0, 0)).Outcome);
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(own, PointAt(0.01, 0)));
        Assert.Equal(RuleOutcome.Met, ShieldedRule(stated, PointAt(0.01, 0)).Outcome);
        Assert.Equal(RuleOutcome.Met, ShieldedRule(own, PointAt(-998, 0)).Outcome); // in the sliver
        Assert.Null(Measure(own, PointAt(0, 0)).Told(MetricDefinition.Of(Metric.Dwellings200m)));
        Assert.NotNull(Measure(own, PointAt(-100, 0)).Told(MetricDefinition.Of(Metric.Dwellings200m)));

        MetricLayers With(LayerVintage vintage) => new(
            buildings, coverage: SiteLayers.CoverageOf([vintage], city.City(), MultiPolygon.Empty));
    }

    [Fact]
    public void Buildings_end_with_the_city_and_at_a_delbydel_that_they_were_not_delivered_for()
    {
        var vintage = new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false);
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(0, 0), BuildingKinds.Residential, 1)),
            coverage: SiteLayers.CoverageOf([vintage], Rectangle(-500, -500, 1000, 1000), new MultiPolygon([Rectangle(200, -500, 300, 1000)])));

        Assert.Equal((200.0, 50.0, -1.0, -1.0), (Covered(0), Covered(-450), Covered(300), Covered(600)));

        double Covered(double east) => Measure(layers, PointAt(east, 0)).CoveredMetres(MetricDefinition.Of(Metric.NearestDwelling));
    }

    private static (RuleOutcome Outcome, UnknownReason Why) ShieldedRule(MetricLayers layers, Geometry site)
    {
        var (rule, values) = (Rules.Rules.Single(rule => rule.Id == "shielded-nearest-dwelling"), Measure(layers, site));
        return (RuleBook.Outcome(rule, values), RuleBook.WhyUnknown(rule, values));
    }
}
