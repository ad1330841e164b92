using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Judges measured values by the rules. Pure.</summary>
public static class RuleEvaluator
{
    /// <summary>The verdict on a site for one group, with the outcome of each rule (see <see cref="RuleBook.Judge"/>).</summary>
    public static GroupResult Judge(GroupCode group, IReadOnlyList<LocationRule> rules, MetricValues values)
    {
        var book = new RuleBook(rules, [group]);
        var outcomes = new RuleOutcome[rules.Count];
        book.Outcomes(values, outcomes);
        return Judge(book, 0, outcomes, values);
    }

    /// <param name="book">The rules.</param>
    /// <param name="group">The group's number in them.</param>
    /// <param name="outcomes">One a rule.</param>
    /// <param name="values">What was measured.</param>
    public static GroupResult Judge(RuleBook book, int group, RuleOutcome[] outcomes, MetricValues values)
    {
        var (verdict, score) = book.Judge(group, outcomes);
        return new GroupResult(book.Groups[group], verdict, score,
        [
            .. book.RulesOf(group).ToArray().Select(rule => new RuleResult(
                book.Rules[rule],
                outcomes[rule],
                values[book.Rules[rule].Metric.Metric],
                RuleBook.WhyUnknown(book.Rules[rule], values),
                book.Points(group, rule, outcomes))),
        ]);
    }

    /// <returns>
    /// How a measured value (in the threshold's unit; null when unknown) comes out. A share of nothing does not reach a least
    /// share: where no building stands, there is no neighbourhood of the kind that is asked for. What the whole layer holds none
    /// of is infinitely far away.
    /// </returns>
    public static RuleOutcome Outcome(Threshold? threshold, double? measured, UnknownReason whyUnknown = UnknownReason.None)
    {
        if (measured is not { } value)
        {
            return (whyUnknown, threshold?.Comparison) switch
            {
                (UnknownReason.NothingWithinRadius, Comparison.AtLeast) => RuleOutcome.NotMet,
                (UnknownReason.NoneInLayer, Comparison.AtLeast) => RuleOutcome.Met,
                (UnknownReason.NoneInLayer, not null) => RuleOutcome.NotMet,
                _ => RuleOutcome.Unknown,
            };
        }

        if (threshold is null)
            return RuleOutcome.Info;
        if (IsOnGoodSide(threshold.Comparison, value, threshold.Met))
            return RuleOutcome.Met;
        return threshold.Partly is { } partly && IsOnGoodSide(threshold.Comparison, value, partly)
            ? RuleOutcome.Partly
            : RuleOutcome.NotMet;
    }

    /// <returns>What an outcome counts in the score, 0 to 1.</returns>
    internal static double Credit(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Met => 1,
        RuleOutcome.Partly => 0.5,
        _ => 0,
    };

    private static bool IsOnGoodSide(Comparison comparison, double value, double threshold) => comparison switch
    {
        Comparison.AtLeast => value >= threshold,
        Comparison.AtMost => value <= threshold,
        _ => value < threshold,
    };
}
