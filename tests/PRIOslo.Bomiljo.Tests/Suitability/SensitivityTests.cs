using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class SensitivityTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void A_site_80_m_from_a_dwelling_hangs_on_the_threshold_of_100_m_and_one_far_away_on_nothing()
    {
        var result = Screen([PointAt(0, 0), PointAt(-2000, 0)], [GroupCode.All[4]]);

        var report = SensitivityRun.Run(result);

        var dependence = Assert.Single(report.Sites);
        Assert.Equal(("0", "5", "shielded-nearest-dwelling"), (dependence.Site, dependence.Group, Assert.Single(dependence.Rules)));
        var lower = report.Thresholds.Single(variant => variant is { Rule: "shielded-nearest-dwelling", Factor: 0.75 });
        Assert.Equal(("5", 1, 2), (lower.Groups.Single().Group, lower.Groups.Single().Flips, lower.Groups.Single().Suitable));
    }

    [Fact]
    public void A_report_says_which_threshold_turns_a_verdict_and_to_what()
    {
        var result = Screen([PointAt(0, 0), PointAt(-2000, 0)], [GroupCode.All[4]]);

        var flip = Assert.Single(SiteReporting.Of(result, 0).Groups.Single().Flips);
        Assert.Equal(("shielded-nearest-dwelling", 0.75, 75.0, Verdict.Suitable), (flip.Rule, flip.Factor, flip.Threshold, flip.Verdict));
        Assert.Empty(SiteReporting.Of(result, 1).Groups.Single().Flips);
    }

    [Fact]
    public void The_flips_of_each_site_are_those_that_the_run_over_all_of_them_counts() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var result = Screen([.. Enumerable.Range(0, 20).Select(_ => PointAt(random.Next(400), random.Next(400)))], GroupCode.All);

        var run = SensitivityRun.Run(result, weightDraws: 0).Thresholds
            .SelectMany(variant => variant.Groups.Select(group => (Key: $"{variant.Rule} {variant.Factor} {group.Group}", group.Flips)))
            .Where(shift => shift.Flips > 0).ToDictionary(shift => shift.Key, shift => shift.Flips);
        var single = Enumerable.Range(0, result.Sites.Count).SelectMany(site => SiteReporting.Of(result, site).Groups)
            .SelectMany(group => group.Flips.Select(flip => $"{flip.Rule} {flip.Factor} {group.Group}")).CountBy(key => key).ToDictionary();
        Assert.Equal(run.OrderBy(shift => shift.Key, StringComparer.Ordinal), single.OrderBy(shift => shift.Key, StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_variant_agrees_with_a_screening_under_a_rule_file_that_says_so() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var sites = Enumerable.Range(0, 20).Select(_ => PointAt(random.Next(400), random.Next(400))).ToArray();
        var result = Screen(sites, GroupCode.All);

        foreach (var variant in SensitivityRun.Run(result, weightDraws: 1).Thresholds.Where((_, n) => n % 5 == seed % 5))
        {
            var anew = VerdictCounts.Of(ScreeningRun.Run(result.Sites, result.Layers, Written(variant.Rule, (decimal)variant.Factor), GroupCode.All));
            foreach (var group in variant.Groups)
                Assert.Equal(anew.Single(count => count.Group == group.Group).Suitable, group.Suitable);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_shipped_rules_are_varied_more_than_60_times_each_threshold_up_and_down_and_all_weights_together()
    {
        var report = SensitivityRun.Run(Screen([PointAt(0, 0)], GroupCode.All));

        Assert.Equal(2 * Rules.Rules.Count(rule => rule.Role is RuleRole.Required or RuleRole.WhereKnown), report.Thresholds.Count);
        Assert.Equal(SensitivityRun.WeightDraws, report.Weights.Count);
        Assert.True(report.Thresholds.Count + report.Weights.Count > 60, $"{report.Thresholds.Count} + {report.Weights.Count}");
    }

    [Fact]
    public void A_scaled_threshold_is_the_decimal_that_a_rule_file_would_hold()
    {
        foreach (var rule in Rules.Rules.Where(rule => rule.Threshold is not null))
        {
            foreach (var factor in new[] { 0.75m, 1.25m })
                Assert.Equal(Written(rule.Id, factor).Rules.Single(other => other.Id == rule.Id).Threshold, ThresholdChange.Scale(rule, (double)factor).Threshold);
        }
    }

    [Fact]
    public void A_delbydel_at_six_tenths_is_not_below_the_threshold_of_eight_tenths_lowered_by_a_quarter()
    {
        var worst = Rules.Rules.Single(rule => rule.Id == "gathering-worst-tenth");

        Assert.Equal(RuleOutcome.Met, RuleEvaluator.Outcome(worst.Threshold, 0.6));
        Assert.Equal(RuleOutcome.NotMet, RuleEvaluator.Outcome(ThresholdChange.Scale(worst, 0.75).Threshold, 0.6));
    }

    [Theory]
    [InlineData("ordinary-dwellings", 110, 44.0)] // 50 and 20: 50 × (110 / 50) would be 110.00000000000001
    [InlineData("shielded-nearest-dwelling", 110, 55.0)]
    [InlineData("ordinary-residential-share", 0.7, 0.35)]
    [InlineData("gathering-capacity-150m", 7, 14.0)]
    [InlineData("gathering-worst-tenth", 0.6, null)]
    [InlineData("shielded-line-of-sight", 0.1, 0.25)] // from 0 there is no proportion
    [InlineData("shielded-line-of-sight", 0.3, null)]
    public void A_moved_threshold_is_the_very_number_that_was_asked_for(string id, double met, double? partly) =>
        Assert.Equal((met, partly), ThresholdChange.MoveTo(Rules.Rules.Single(rule => rule.Id == id), met).Threshold is { } moved ? (moved.Met, moved.Partly) : default);

    [Fact]
    public void A_what_if_counts_the_sites_that_lie_at_the_threshold_itself_as_a_rule_file_does()
    {
        // 110 dwellings within 200 m of the first, 109 of the second.
        var buildings = LayerOf([new Building(PointAt(80, 0), BuildingKinds.Residential, 109), new Building(PointAt(-200, 0), BuildingKinds.Residential, 1)]);
        var layers = InOneDelbydel(Layers(buildings, NothingForbidden));
        Site[] sites = [new("a", PointAt(0, 0)), new("b", PointAt(1, 0))];
        var result = ScreeningRun.Run(sites, layers, Rules, [GroupCode.All[7]]);
        var rule = Array.FindIndex(result.Book.Rules, candidate => candidate.Id == "ordinary-dwellings");

        var moved = SensitivityRun.WhatIf(result, rule, ThresholdChange.MoveTo(result.Book.Rules[rule], 110));

        Assert.Equal((2, 1), (VerdictCounts.Of(result).Single().Suitable, moved.Single().Suitable));
        Assert.Equal(VerdictCounts.Of(ScreeningRun.Run(sites, layers, Written("ordinary-dwellings", 2.2m), [GroupCode.All[7]])), moved);
    }

    [Fact]
    public void Moving_a_threshold_counts_the_sites_as_if_the_rule_file_had_said_so()
    {
        var result = Screen([PointAt(0, 0), PointAt(-2000, 0)], [GroupCode.All[4]]);
        var rule = Array.FindIndex(result.Book.Rules, candidate => candidate.Id == "shielded-nearest-dwelling");

        var moved = SensitivityRun.WhatIf(result, rule, ThresholdChange.MoveTo(result.Book.Rules[rule], 80));

        Assert.Equal((1, 2), (VerdictCounts.Of(result).Single().Suitable, moved.Single().Suitable));
        Assert.Equal(1, SensitivityRun.WhatIf(result, rule, ThresholdChange.MoveTo(result.Book.Rules[rule], 80.01)).Single().Suitable);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.75)]
    [InlineData(1.25)]
    public void A_lower_distance_is_known_nearer_to_the_end_of_its_layer_as_under_a_rule_file_that_says_so(double factor)
    {
        // Every 10 m from the houses to the end of what the layer tells of.
        var covered = new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Within(Rectangle(-600, -600, 1200, 1200)) };
        var told = Layers(LayerOf(new Building(PointAt(0, 0), BuildingKinds.Residential, 5)), NothingForbidden);
        var layers = InOneDelbydel(new MetricLayers(told.Buildings, NothingForbidden.ToDictionary(part => part.Part, part => part.Shapes!), covered));
        Site[] sites = [.. Enumerable.Range(30, 30).Select(n => new Site($"{n}", PointAt(n * 10, 0)))];
        var result = ScreeningRun.Run(sites, layers, Rules, [GroupCode.All[4]]);
        var rule = Array.FindIndex(result.Book.Rules, candidate => candidate.Id == "shielded-nearest-dwelling");
        var anew = VerdictCounts.Of(ScreeningRun.Run(sites, layers, Written("shielded-nearest-dwelling", (decimal)factor), [GroupCode.All[4]]));

        Assert.Equal(anew, SensitivityRun.WhatIf(result, rule, ThresholdChange.MoveTo(result.Book.Rules[rule], 100 * factor)));
        Assert.Equal(anew, SensitivityRun.WhatIf(result, rule, ThresholdChange.Scale(result.Book.Rules[rule], factor)));
        Assert.NotEqual(VerdictCounts.Of(result), anew);
        Assert.Equal(200, ThresholdChange.MoveTo(result.Book.Rules[rule] with { RadiusMetres = 200 }, 100 * factor).RadiusMetres); // stated, and larger
    }

    [Theory]
    [InlineData("shielded-nearest-dwelling", 0, false)]
    [InlineData("shielded-nearest-dwelling", -1, false)]
    [InlineData("shielded-nearest-dwelling", double.NaN, false)]
    [InlineData("shielded-nearest-dwelling", double.PositiveInfinity, false)]
    [InlineData("shielded-nearest-dwelling", 0.1, true)]
    [InlineData("gathering-municipal-200m", 0, true)]
    [InlineData("gathering-municipal-200m", 1.01, false)]
    [InlineData("gathering-worst-tenth", 0, false)]
    public void Only_what_a_rule_file_may_say_is_a_possible_threshold(string id, double met, bool expected) =>
        Assert.Equal(expected, ThresholdChange.IsPossible(Rules.Rules.Single(rule => rule.Id == id), met));

    [Fact]
    public void The_same_seed_draws_the_same_weights_and_weights_decide_no_verdict()
    {
        var result = Screen([.. Enumerable.Range(0, 30).Select(n => PointAt(n * 20, 0))], GroupCode.All);

        var (first, second) = (SensitivityRun.Run(result, seed: 3), SensitivityRun.Run(result, seed: 3));

        Assert.Equal(first.Weights.SelectMany(draw => draw.Groups), second.Weights.SelectMany(draw => draw.Groups));
        Assert.Contains(first.Weights.SelectMany(draw => draw.Groups), shift => shift.LargestScoreChange > 0);
        var random = new Random(3);
        var otherwise = Rules with { Rules = [.. Rules.Rules.Select(rule => rule with { Weight = rule.Weight * (0.75 + (random.NextDouble() / 2)) })] };
        Assert.Equal(first.Base, VerdictCounts.Of(ScreeningRun.Run(result.Sites, result.Layers, otherwise, GroupCode.All)));
    }

    [Fact]
    public void The_ten_best_of_a_group_are_sites_that_are_judged_for_it()
    {
        var sites = Enumerable.Range(0, 40).Select(n => new Site($"{n}", PointAt(-n * 10, 0), GroupCode.All[n < 20 ? 4 : 2])).ToArray();
        var buildings = LayerOf(new Building(PointAt(80, 0), BuildingKinds.Residential, 5));
        var result = ScreeningRun.Run(sites, InOneDelbydel(Layers(buildings, NothingForbidden)), Rules, GroupCode.All);

        var shift = SensitivityRun.Run(result, weightDraws: 1).Weights.Single().Groups.Single(group => group.Group == "5");

        Assert.InRange(shift.TopTenKept, 8, 10); // sites of group 3 lie farther out and would take the places
    }

    [Fact]
    public void A_ranking_puts_the_verdict_before_the_score()
    {
        var result = Screen([PointAt(0, 0), PointAt(-2000, 0), PointAt(-2000, 0)], [GroupCode.All[4]]);

        Assert.Equal([3, 1, 1], Ranking.Of(result, 0));
    }

    [Fact]
    public void A_back_test_tells_for_each_rule_the_share_of_homes_that_fail_it_and_group_7_in_the_city_first()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(30, 0), BuildingKinds.Residential, 4))));
        var homes = ScreeningRun.Run(
            [new Site("A", PointAt(0, 0), GroupCode.All[4], 8), new Site("B", PointAt(-500, 0), GroupCode.All[4], 12)], layers, Rules, GroupCode.All);
        var city = ScreeningRun.Run(GridSites.Over(layers.Areas, 1000), layers, Rules, GroupCode.All);

        var backtest = Backtest.Of(homes, city);

        Assert.Equal("7", backtest.City[0].Group);
        Assert.Equal(100, backtest.City[0].Sites);
        Assert.Equal(0.5, backtest.Rules.Single(rule => rule.Rule == "shielded-nearest-dwelling").FailingShare);
        Assert.Equal(["shielded-nearest-dwelling"], backtest.Sites.Single(site => site.Site == "A").Failed);
        Assert.Equal(["units-at-most"], backtest.Sites.Single(site => site.Site == "B").Failed);
        Assert.Equal("5", Assert.Single(backtest.Homes).Group);
    }

    [Fact]
    public void Ten_thousand_identical_plots_are_measured_once_and_another_number_of_homes_or_place_is_another_site()
    {
        Site[] sites =
        [
            .. Enumerable.Range(0, 10_000).Select(n => new Site($"{n}", Rectangle(0, 0, 60, 40))),
            new Site("8 homes", Rectangle(0, 0, 60, 40), Units: 8), new Site("a millimetre off", Rectangle(0, 0, 60.01, 40)),
        ];
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(80, 0), BuildingKinds.Residential, 5)), NothingForbidden));

        var measured = ScreeningRun.Measure(sites, layers);

        Assert.Single(measured.Plots.Take(10_000).Distinct(ReferenceEqualityComparer.Instance)); // an estimate made anew would be another object
        Assert.Equal(3, measured.Plots.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal((null, 8.0), (measured.Metrics[9_999][Metric.PlannedUnits], measured.Metrics[10_000][Metric.PlannedUnits]));
        foreach (var metric in MetricDefinition.All)
            Assert.Equal(ScreeningRun.Measure([sites[0]], layers).Metrics[0][metric.Metric], measured.Metrics[9_999][metric.Metric]);
        Assert.Equal(measured.Places[0], measured.Places[9_999]);
    }

    [Fact]
    public void Ten_thousand_identical_sites_get_one_answer()
    {
        var result = Screen([.. Enumerable.Repeat(PointAt(0, 0), 10_000)], GroupCode.All);

        Assert.All(VerdictCounts.Of(result), count => Assert.Contains(10_000, new[] { count.Suitable, count.Inspect, count.Unknown, count.Unsuitable, count.NotApplicable }));
        Assert.All(Ranking.Of(result, 2), place => Assert.Equal(1, place));
    }

    /// <returns>The program's rules, read from a file in which one rule's thresholds are written times the factor, in decimals; a share at most 1.</returns>
    private static RuleFile Written(string id, decimal factor)
    {
        var file = JsonNode.Parse(File.ReadAllText(Rules.Path))!;
        foreach (var rule in file["rules"]!.AsArray().Where(rule => rule!["id"]!.GetValue<string>() == id))
        {
            foreach (var key in new[] { "met", "partly" }.Where(key => rule![key] is not null))
                rule![key] = Math.Min(rule["unit"]!.GetValue<string>() == "share" ? 1 : decimal.MaxValue, rule[key]!.GetValue<decimal>() * factor);
        }

        return RuleFile.Parse(Rules.Path, file.ToJsonString());
    }

    private static ScreeningResult Screen(NetTopologySuite.Geometries.Geometry[] sites, IReadOnlyList<GroupCode> groups) => ScreeningRun.Run(
        [.. sites.Select((site, n) => new Site($"{n}", site))],
        InOneDelbydel(Layers(LayerOf([.. Enumerable.Range(0, 10).Select(n => new Building(PointAt(80 + (n * 40), 0), BuildingKinds.Residential, 5))]), NothingForbidden)),
        Rules,
        groups);
}
