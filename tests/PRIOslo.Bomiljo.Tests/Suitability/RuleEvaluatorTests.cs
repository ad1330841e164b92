using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class RuleEvaluatorTests
{
    private static readonly GroupCode Group = GroupCode.All[4];

    [Theory]
    [InlineData(100, RuleOutcome.Met)]
    [InlineData(99.999, RuleOutcome.Partly)]
    [InlineData(50, RuleOutcome.Partly)]
    [InlineData(49.999, RuleOutcome.NotMet)]
    [InlineData(0, RuleOutcome.NotMet)]
    public void Both_thresholds_are_included_in_the_better_outcome(double measured, RuleOutcome expected) =>
        Assert.Equal(expected, RuleEvaluator.Outcome(new Threshold(Comparison.AtLeast, 100, 50), measured));

    [Fact]
    public void At_most_turns_the_sides_round_and_nothing_measured_is_unknown()
    {
        var threshold = new Threshold(Comparison.AtMost, 0, 100);

        Assert.Equal(RuleOutcome.Met, RuleEvaluator.Outcome(threshold, 0));
        Assert.Equal(RuleOutcome.Partly, RuleEvaluator.Outcome(threshold, 100));
        Assert.Equal(RuleOutcome.NotMet, RuleEvaluator.Outcome(threshold, 100.001));
        Assert.Equal(RuleOutcome.Unknown, RuleEvaluator.Outcome(threshold, null));
        Assert.Equal(RuleOutcome.Info, RuleEvaluator.Outcome(null, 5));
    }

    [Theory]
    [InlineData(BasisKind.Assumption, Verdict.Inspect)]
    [InlineData(BasisKind.Adopted, Verdict.Unsuitable)]
    [InlineData(BasisKind.Law, Verdict.Unsuitable)]
    public void Only_law_and_adopted_thresholds_rule_a_site_out(BasisKind basis, Verdict expected) =>
        Assert.Equal(expected, Judge(Values(10), Rule(RuleRole.Required, basis)).Verdict);

    [Fact]
    public void A_rule_met_in_part_asks_for_an_inspection_whoever_stands_behind_it() =>
        Assert.Equal(Verdict.Inspect, Judge(Values(70), Rule(RuleRole.Required, BasisKind.Law)).Verdict);

    [Fact]
    public void Bonus_and_information_never_change_a_verdict()
    {
        var missed = Rule(RuleRole.Bonus, BasisKind.Law) with { Metric = MetricDefinition.Of(Metric.NearestBusiness) };

        Assert.Equal(Verdict.Suitable, Judge(Values(150), Rule(RuleRole.Required, BasisKind.Assumption), missed, Info()).Verdict);
        Assert.Equal(Verdict.Unknown, Judge(Values(150), missed, Info()).Verdict);
    }

    [Fact]
    public void The_score_is_the_weighted_share_with_a_half_for_partly_and_its_parts_add_up()
    {
        var result = Judge(
            Values(70),
            Rule(RuleRole.Required, BasisKind.Assumption) with { Weight = 3 },
            Rule(RuleRole.Bonus, BasisKind.Assumption) with { Threshold = new Threshold(Comparison.AtLeast, 60, null) },
            Info());

        Assert.Equal(62.5, result.Score);
        Assert.Equal([37.5, 25, null], result.Rules.Select(rule => rule.Points));
    }

    [Fact]
    public void A_bonus_that_is_unknown_neither_gives_nor_takes_points()
    {
        var unknown = Rule(RuleRole.Bonus, BasisKind.Assumption) with { Metric = MetricDefinition.Of(Metric.NearestBusiness) };

        Assert.Equal(100, Judge(Values(150), Rule(RuleRole.Required, BasisKind.Assumption), unknown).Score);
    }

    [Fact]
    public void A_group_without_rules_is_never_judged() => Assert.Equal(Verdict.Unknown, Judge(Values(500)).Verdict);

    [Fact]
    public void No_verdict_is_suitable_while_a_required_rule_is_unknown_or_not_met() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = new MetricValues(UnknownReason.LayerMissing);
        foreach (var metric in Enum.GetValues<Metric>().Where(_ => random.Next(3) > 0))
            values.Set(metric, random.Next(0, 200));
        LocationRule[] rules =
        [
            .. Enumerable.Range(0, random.Next(0, 6)).Select(_ =>
                Rule((RuleRole)random.Next(2), (BasisKind)random.Next(3)) with { Metric = MetricDefinition.All[random.Next(10)] }),
        ];

        var result = Judge(values, rules);

        var required = result.Rules.Where(rule => rule.Rule.Role == RuleRole.Required).ToArray();
        Assert.Equal(result.Verdict == Verdict.Suitable, required.Length > 0 && required.All(rule => rule.Outcome == RuleOutcome.Met));
        Assert.Equal(result.Score is null, required.Length == 0 || required.Any(rule => rule.Outcome == RuleOutcome.Unknown));
        Assert.Equal(
            result.Verdict == Verdict.Unsuitable,
            required.Any(rule => rule.Outcome == RuleOutcome.NotMet && rule.Rule.BasisKind != BasisKind.Assumption));
        Assert.InRange(result.Score ?? 0, 0, 100 + 1e-9);
    }).QuickCheckThrowOnFailure();

    private static GroupResult Judge(MetricValues values, params LocationRule[] rules) => RuleEvaluator.Judge(Group, rules, values);

    private static MetricValues Values(double nearestDwellingMetres)
    {
        var values = new MetricValues(UnknownReason.LayerMissing);
        values.Set(Metric.NearestDwelling, nearestDwellingMetres);
        return values;
    }

    private static LocationRule Info() => Rule(RuleRole.Info, BasisKind.Assumption) with { Threshold = null, Weight = 0 };

    private static LocationRule Rule(RuleRole role, BasisKind basis) => new(
        "rule",
        new("", ""),
        [Group],
        MetricDefinition.Of(Metric.NearestDwelling),
        new Threshold(Comparison.AtLeast, 100, 50),
        role,
        1,
        "building",
        new("", ""),
        basis,
        new("", ""));
}
