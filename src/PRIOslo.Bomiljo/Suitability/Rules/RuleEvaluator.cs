using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Judges measured values by the rules. Pure.</summary>
public static class RuleEvaluator
{
    /// <summary>The verdict on a site for one group, with the outcome of each rule.</summary>
    /// <remarks>
    /// The score is the weighted share of the required and bonus rules that are known (met 1, partly ½), times 100. It is null
    /// while a required rule is unknown. A group without required rules is never judged: its verdict is unknown.
    /// </remarks>
    public static GroupResult Judge(GroupCode group, IReadOnlyList<LocationRule> rules, MetricValues values)
    {
        var outcomes = rules
            .Where(rule => rule.Groups.Contains(group))
            .Select(rule => (Rule: rule, Outcome: Outcome(rule.Threshold, values[rule.Metric.Metric], values.WhyUnknown(rule.Metric.Metric))))
            .ToArray();

        var required = outcomes.Where(o => o.Rule.Role == RuleRole.Required).ToArray();
        var isScored = required.Length > 0 && !Array.Exists(required, o => o.Outcome == RuleOutcome.Unknown);
        var weightOfKnown = outcomes.Where(o => o.Outcome != RuleOutcome.Unknown).Sum(o => o.Rule.Weight);

        RuleResult[] results =
        [
            .. outcomes.Select(o => new RuleResult(
                o.Rule,
                o.Outcome,
                values[o.Rule.Metric.Metric],
                values.WhyUnknown(o.Rule.Metric.Metric),
                isScored && o.Outcome is not (RuleOutcome.Unknown or RuleOutcome.Info)
                    ? 100 * o.Rule.Weight * Credit(o.Outcome) / weightOfKnown
                    : null)),
        ];
        return new GroupResult(
            group,
            JudgeRequired(required),
            isScored ? results.Sum(result => result.Points ?? 0) : null,
            results);
    }

    /// <returns>
    /// How a measured value (in the threshold's unit; null when unknown) comes out. A share of nothing does not reach a least
    /// share: where no building stands, there is no neighbourhood of the kind that is asked for.
    /// </returns>
    public static RuleOutcome Outcome(Threshold? threshold, double? measured, UnknownReason whyUnknown = UnknownReason.None)
    {
        if (measured is not { } value)
        {
            return whyUnknown == UnknownReason.NothingWithinRadius && threshold?.Comparison == Comparison.AtLeast
                ? RuleOutcome.NotMet
                : RuleOutcome.Unknown;
        }

        if (threshold is null)
            return RuleOutcome.Info;
        if (IsOnGoodSide(threshold.Comparison, value, threshold.Met))
            return RuleOutcome.Met;
        return threshold.Partly is { } partly && IsOnGoodSide(threshold.Comparison, value, partly)
            ? RuleOutcome.Partly
            : RuleOutcome.NotMet;
    }

    private static Verdict JudgeRequired((LocationRule Rule, RuleOutcome Outcome)[] required)
    {
        if (Array.Exists(required, o => o.Outcome == RuleOutcome.NotMet && o.Rule.BasisKind != BasisKind.Assumption))
            return Verdict.Unsuitable;
        if (required.Length == 0 || Array.Exists(required, o => o.Outcome == RuleOutcome.Unknown))
            return Verdict.Unknown;
        return Array.TrueForAll(required, o => o.Outcome == RuleOutcome.Met) ? Verdict.Suitable : Verdict.Inspect;
    }

    private static bool IsOnGoodSide(Comparison comparison, double value, double threshold) =>
        comparison == Comparison.AtLeast ? value >= threshold : value <= threshold;

    private static double Credit(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Met => 1,
        RuleOutcome.Partly => 0.5,
        _ => 0,
    };
}
