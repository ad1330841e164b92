using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>Land use that is mapped of a part of a plot.</summary>
public class LandUseMeasurementTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Theory]
    [InlineData(60, 60, RuleOutcome.NotMet)] // past both thresholds, whatever the rest is
    [InlineData(50, 60, RuleOutcome.Unknown)]
    [InlineData(0, 60, RuleOutcome.Unknown)]
    [InlineData(40, 95, RuleOutcome.Partly)] // 45 % at most
    [InlineData(0, 99, RuleOutcome.Met)] // drawn inexactly
    [InlineData(0, 0, RuleOutcome.Unknown)]
    public void A_plot_that_is_mapped_in_part_is_judged_by_what_the_rest_cannot_change(double bogTo, double mappedTo, RuleOutcome expected)
    {
        var bog = bogTo > 0 ? FeaturesOf(Rectangle(0, 0, bogTo, 100)) : ShapeLayer.Empty;
        var mapped = mappedTo > 0 ? FeaturesOf(Rectangle(0, 0, mappedTo, 100)) : ShapeLayer.Empty;
        foreach (var (id, metric, part) in new[] { ("water-or-bog", Metric.WaterOrBogShare, LayerPart.WaterOrBog), ("cultivated-land", Metric.CultivatedLandShare, LayerPart.CultivatedLand) })
        {
            var layers = Layers(null, (LayerPart.LandUse, mapped), (part, bog));
            var (values, rule) = (Measure(layers, Rectangle(0, 0, 100, 100)), Rules.Rules.Single(rule => rule.Id == id));

            Assert.Equal(expected, RuleBook.Outcome(rule, values));
            Assert.Equal(expected == RuleOutcome.Unknown ? UnknownReason.NothingHere : UnknownReason.None, RuleBook.WhyUnknown(rule, values));
            Assert.Equal((bogTo / 100, (100 - mappedTo) / 100), (Math.Round(values[metric]!.Value, 9), values[Metric.LandUseUnknownShare]));

            var result = ScreeningRun.Run([new Site("A", Rectangle(0, 0, 100, 100))], InOneDelbydel(layers), Rules, [GroupCode.All[4]]);
            var told = SiteReporting.Of(result, 0).Groups.Single().Rules.Single(report => report.Id == id);
            Assert.Equal(mappedTo < 99 && expected != RuleOutcome.Unknown, told.MeasuredOrMore);
        }
    }

    [Fact]
    public void A_point_beyond_all_mapped_land_use_is_unknown()
    {
        var layers = Layers(null, (LayerPart.LandUse, FeaturesOf(Rectangle(0, 0, 100, 100))), (LayerPart.WaterOrBog, ShapeLayer.Empty));
        var rule = Rules.Rules.Single(rule => rule.Id == "water-or-bog");

        Assert.Equal(RuleOutcome.Met, RuleBook.Outcome(rule, Measure(layers, PointAt(50, 50))));
        Assert.Equal(UnknownReason.NothingHere, RuleBook.WhyUnknown(rule, Measure(layers, PointAt(500, 50))));
    }
}
