using System.Globalization;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>What the layers around a site give its metrics and rules.</summary>
public class LayerMeasurementTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void Sixty_dwellings_with_at_most_50_m_between_make_a_built_up_area_and_a_metre_more_breaks_the_chain()
    {
        Assert.Equal(75, BuiltUp(50));
        Assert.Null(BuiltUp(51));

        static double? BuiltUp(double gap)
        {
            Building[] row = [.. Enumerable.Range(0, 6).Select(n => new Building(Rectangle(100 + (n * (10 + gap)), -5, 10, 10), BuildingKinds.Residential, 10))];
            var (shapes, kinds, dwellings) = (ShapesOf(row.Select(building => building.Footprint)), row.Select(b => b.Kind).ToArray(), row.Select(b => b.Dwellings).ToArray());
            BuiltUpArea.Mark(shapes, kinds, dwellings);
            return Measure(Layers(new ShapeLayer(shapes, kinds, dwellings)), PointAt(0, 0))[Metric.BuiltUpArea];
        }
    }

    [Fact]
    public void A_point_is_in_a_zone_or_not_and_on_its_boundary_it_is_while_a_plot_has_a_share()
    {
        var layers = Layers(null, (LayerPart.Flood, FeaturesOf(Rectangle(0, 0, 100, 100), Rectangle(50, 0, 100, 100))));

        Assert.Equal(1, Measure(layers, PointAt(100, 50))[Metric.FloodShare]);
        Assert.Equal(1, Measure(layers, PointAt(150, 50))[Metric.FloodShare]);
        Assert.Equal(0, Measure(layers, PointAt(150.01, 50))[Metric.FloodShare]);
        Assert.Equal(0.25, Measure(layers, Rectangle(100, 50, 100, 100))[Metric.FloodShare]!.Value, 9);
        Assert.Equal(0, Measure(layers, Rectangle(150, 0, 50, 50))[Metric.FloodShare]);
    }

    [Theory]
    [InlineData(0, 100, 0, 0, RuleOutcome.Met)]
    [InlineData(0, 99, 0, 0, RuleOutcome.Met)] // drawn inexactly
    [InlineData(0, 98, 0, 0, RuleOutcome.Unknown)]
    [InlineData(0, 5, 0, 0, RuleOutcome.Unknown)]
    [InlineData(100, 100, 0, 0, RuleOutcome.Unknown)] // the neighbour's plan, which touches the boundary
    [InlineData(0, 0, 0, 0, RuleOutcome.Unknown)]
    [InlineData(0, 0, 0, 51, RuleOutcome.NotMet)] // what is barred decides, whatever the rest is
    [InlineData(0, 0, 0, 50, RuleOutcome.Unknown)]
    [InlineData(40, 100, 0, 40, RuleOutcome.Partly)]
    [InlineData(50, 100, 0, 40, RuleOutcome.Partly)] // a tenth is not known, and half is the most that may be barred
    [InlineData(51, 100, 0, 40, RuleOutcome.Unknown)]
    public void A_plan_that_does_not_tell_of_the_whole_plot_decides_only_what_the_rest_cannot_change(
        double homesFrom, double homesTo, double barredFrom, double barredTo, RuleOutcome expected)
    {
        var barred = barredTo > barredFrom ? FeaturesOf(Rectangle(barredFrom, 0, barredTo - barredFrom, 100)) : ShapeLayer.Empty;
        var known = (homesTo > homesFrom, barredTo > barredFrom) switch
        {
            (true, true) => FeaturesOf(Rectangle(homesFrom, 0, homesTo - homesFrom, 100), Rectangle(barredFrom, 0, barredTo - barredFrom, 100)),
            (true, false) => FeaturesOf(Rectangle(homesFrom, 0, homesTo - homesFrom, 100)),
            (false, true) => barred,
            _ => homesFrom > 0 ? FeaturesOf(Rectangle(100, 0, 50, 100)) : ShapeLayer.Empty,
        };
        var layers = Layers(null, (LayerPart.Plan, known), (LayerPart.PlanBarringHomes, barred));
        var (values, rule) = (Measure(layers, Rectangle(0, 0, 100, 100)), Rules.Rules.Single(rule => rule.Id == "plan-purpose"));

        Assert.Equal(expected, RuleBook.Outcome(rule, values));
        Assert.Equal(expected == RuleOutcome.Unknown ? UnknownReason.NothingHere : UnknownReason.None, RuleBook.WhyUnknown(rule, values));
        Assert.Equal(values[Metric.PlanUnknownShare] <= 0.01, values.Told(MetricDefinition.Of(Metric.PlanBarredShare)) is not null);

        // What is told as measured and is not all says so, in the report and in the reasons of a file.
        var result = ScreeningRun.Run([new Site("A", Rectangle(0, 0, 100, 100))], InOneDelbydel(layers), Rules, [GroupCode.All[4]]);
        var told = SiteReporting.Of(result, 0).Groups.Single().Rules.Single(report => report.Id == "plan-purpose");
        var isMore = values[Metric.PlanUnknownShare] > 0.01 && expected != RuleOutcome.Unknown;
        Assert.Equal(isMore, told.MeasuredOrMore);
        Assert.Equal(isMore, new ScreeningRows(result, CultureInfo.InvariantCulture).Reasons(0, 0).Contains(" share or more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_point_beyond_every_plan_of_known_purpose_is_not_known_to_be_open_for_homes()
    {
        var layers = Layers(null, (LayerPart.Plan, FeaturesOf(Rectangle(0, 0, 100, 100))), (LayerPart.PlanBarringHomes, ShapeLayer.Empty));
        var rule = Rules.Rules.Single(rule => rule.Id == "plan-purpose");

        Assert.Equal(RuleOutcome.Met, RuleBook.Outcome(rule, Measure(layers, PointAt(50, 50))));
        Assert.Equal(UnknownReason.NothingHere, RuleBook.WhyUnknown(rule, Measure(layers, PointAt(500, 50))));
        var purposes = LayerPartDefinition.All.Single(part => part.Part == LayerPart.Plan);
        Assert.Equal((true, true, false), (purposes.Holds("homes"), purposes.Holds("other"), purposes.Holds("")));
    }

    [Fact]
    public void Facilities_within_150_m_count_with_their_homes_and_the_sites_own_does_not()
    {
        var shapes = ShapesOf([PointAt(0, 0), PointAt(150, 0), PointAt(150.01, 0)]);
        var layers = Layers(null, (LayerPart.Facility, ShapeLayer.OfFeatures(shapes, [8, 6, 4])), (LayerPart.FacilityFor5To7, ShapeLayer.Empty));

        var values = Measure(layers, PointAt(0, 0));

        Assert.Equal((6.0, 150.0), (values[Metric.FacilityCapacity150m], values[Metric.NearestFacility]));
        Assert.Equal(UnknownReason.NoneInLayer, values.WhyUnknown(Metric.NearestFacilityFor5To7));
        Assert.Equal(RuleOutcome.Met, RuleEvaluator.Outcome(new Threshold(Comparison.AtLeast, 100, 50), null, UnknownReason.NoneInLayer));
    }

    [Fact]
    public void Municipal_flats_are_held_against_the_other_dwellings_around()
    {
        var layers = Layers(
            LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 30), new Building(PointAt(100, 0), BuildingKinds.Residential, 20)),
            (LayerPart.MunicipalFlat, ShapeLayer.OfFeatures(ShapesOf([PointAt(1, 1), PointAt(100, 0)]), [30, 5])));

        Assert.Equal(0.25, Measure(layers, PointAt(0, 0))[Metric.MunicipalShare200m]);
    }

    [Fact]
    public void Who_may_not_know_of_homes_gets_neither_figure_nor_verdict_from_them()
    {
        var layers = InOneDelbydel(Layers(
            LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)),
            (LayerPart.Facility, FeaturesOf(PointAt(30, 0))), (LayerPart.FacilityFor5To7, FeaturesOf(PointAt(30, 0))), (LayerPart.SmallHouse, ShapeLayer.Empty)));

        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), layers, Rules, GroupCode.All, mayKnowHomes: false);
        var without = SiteCheck.Check(
            new Site("a", PointAt(0, 0)), InOneDelbydel(Layers(LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)))), Rules, GroupCode.All);

        Assert.All(MetricDefinition.All.Where(metric => metric.IsSensitive), metric => Assert.Null(report.Metrics[metric.Name]));
        Assert.Equal(without.Groups.Select(group => (group.Verdict, group.Score)), report.Groups.Select(group => (group.Verdict, group.Score)));
        Assert.Contains(report.Groups[3].Rules, rule => rule is { Id: "not-beside-groups-5-7", Unknown: UnknownReason.Withheld });
    }

    [Fact]
    public void Marka_is_unsuitable_by_law_whatever_else_is_good()
    {
        var metrics = Layers(LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)), (LayerPart.Marka, FeaturesOf(Rectangle(-100, -100, 200, 200))));

        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(metrics), Rules, GroupCode.All);

        Assert.Equal(["3", "4", "5", "6", "7", "som-1-5", "som-5-7"], report.Groups.Where(group => group.Verdict == Verdict.Unsuitable).Select(group => group.Group));
    }
}
