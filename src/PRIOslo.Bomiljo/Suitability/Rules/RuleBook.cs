using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Rules made ready to judge many sites: which of them apply to each group, by number.</summary>
/// <remarks>How a rule comes out does not depend on the group, so that it is judged once a site. Pure.</remarks>
public sealed class RuleBook
{
    private readonly int[][] _ofGroup;

    /// <param name="rules">In the order of the rule file.</param>
    /// <param name="groups">The groups that are judged for.</param>
    public RuleBook(IReadOnlyList<LocationRule> rules, IReadOnlyList<GroupCode> groups)
    {
        (Rules, Groups) = ([.. rules], [.. groups]);
        _ofGroup = [.. Groups.Select(group => Enumerable.Range(0, Rules.Length).Where(rule => Rules[rule].Groups.Contains(group)).ToArray())];
    }

    public LocationRule[] Rules { get; }

    public GroupCode[] Groups { get; }

    /// <summary>The numbers of the rules that apply to the group of the number, in the file's order.</summary>
    public ReadOnlySpan<int> RulesOf(int group) => _ofGroup[group];

    /// <summary>How each rule comes out at a site.</summary>
    /// <param name="values">What was measured there.</param>
    /// <param name="outcomes">One a rule.</param>
    public void Outcomes(MetricValues values, Span<RuleOutcome> outcomes)
    {
        for (var rule = 0; rule < Rules.Length; rule++)
            outcomes[rule] = Outcome(Rules[rule], values);
    }

    /// <summary>Why a rule is unknown at a site; <see cref="UnknownReason.None"/> where it is not.</summary>
    public static UnknownReason WhyUnknown(LocationRule rule, MetricValues values)
    {
        var reason = values.WhyUnknown(rule.Metric.Metric);
        // A way that the layer does not tell of may lead to a stop.
        if (reason == UnknownReason.NoWayToStop && values.CoveredMetres(rule.Metric) < WalkingNetwork.ReachMetres)
            return UnknownReason.OutsideCoverage;
        if (reason != UnknownReason.None && reason is not (UnknownReason.NothingWithinRadius or UnknownReason.NoneInLayer))
            return reason;
        // A threshold needs the layer as far as it reaches; a distance that is only shown, as far as the distance itself.
        var isKnown = values.CoveredMetres(rule.Metric) >= rule.RadiusMetres
            && (rule.Threshold is not null || reason != UnknownReason.None || values.Told(rule.Metric) is not null);
        return !isKnown ? UnknownReason.OutsideCoverage : IsOpen(rule, values) ? UnknownReason.NothingHere : reason;
    }

    /// <summary>Whether the part of the site that the layer does not tell of may change how the rule comes out.</summary>
    private static bool IsOpen(LocationRule rule, MetricValues values) =>
        values.OpenShare(rule.Metric) is > 0 and var open && values[rule.Metric.Metric] is { } least
        && (rule.Threshold is not { } threshold || RuleEvaluator.Outcome(threshold, least) != RuleEvaluator.Outcome(threshold, least + open));

    public static RuleOutcome Outcome(LocationRule rule, MetricValues values)
    {
        var reason = WhyUnknown(rule, values);
        return RuleEvaluator.Outcome(rule.Threshold, reason == UnknownReason.None ? values[rule.Metric.Metric] : null, reason);
    }

    /// <summary>The verdict on a site for one group, and its score.</summary>
    /// <remarks>
    /// The score is the weighted share of the rules that count and are known (met 1, partly ½), times 100. It is null while a
    /// required rule is unknown. A group without required rules is never judged: its verdict is unknown.
    /// </remarks>
    /// <param name="group">The group's number in <see cref="Groups"/>.</param>
    /// <param name="outcomes">One a rule, from <see cref="Outcomes"/>.</param>
    /// <param name="weights">One a rule; null takes the rules' own.</param>
    public (Verdict Verdict, double? Score) Judge(int group, ReadOnlySpan<RuleOutcome> outcomes, ReadOnlySpan<double> weights = default)
    {
        var (isBarred, isOpen, isQuestioned, hasRequired) = (false, false, false, false);
        var (credit, weightOfKnown) = (0.0, 0.0);
        foreach (var number in _ofGroup[group])
        {
            var (rule, outcome) = (Rules[number], outcomes[number]);
            if (rule.Role == RuleRole.Info)
                continue;
            hasRequired |= rule.Role == RuleRole.Required;
            if (outcome == RuleOutcome.Unknown)
            {
                isOpen |= rule.Role == RuleRole.Required;
                isQuestioned |= rule.AsksWhereUnknown;
                continue;
            }

            var weight = weights.IsEmpty ? rule.Weight : weights[number];
            weightOfKnown += weight;
            credit += weight * RuleEvaluator.Credit(outcome);
            if (rule.Role == RuleRole.Bonus || outcome == RuleOutcome.Met)
                continue;
            isQuestioned = true;
            isBarred |= outcome == RuleOutcome.NotMet && rule.BasisKind != BasisKind.Assumption;
        }

        var verdict = isBarred ? Verdict.Unsuitable
            : isOpen || !hasRequired ? Verdict.Unknown
            : isQuestioned ? Verdict.Inspect
            : Verdict.Suitable;
        return (verdict, isOpen || !hasRequired ? null : 100 * credit / weightOfKnown);
    }

    /// <summary>How many of the rules that decide a group's verdict are known at a site, and how many there are.</summary>
    public (int Known, int Deciding) Known(int group, ReadOnlySpan<RuleOutcome> outcomes)
    {
        var (known, deciding) = (0, 0);
        foreach (var number in _ofGroup[group])
        {
            if (Rules[number].Role is not (RuleRole.Required or RuleRole.WhereKnown))
                continue;
            deciding++;
            known += outcomes[number] == RuleOutcome.Unknown ? 0 : 1;
        }

        return (known, deciding);
    }

    /// <returns>The part of the score that a rule gives (see <see cref="Judge"/>), 0 to 100; null where it does not count.</returns>
    public double? Points(int group, int rule, ReadOnlySpan<RuleOutcome> outcomes)
    {
        var (weightOfKnown, isScored, hasRequired) = (0.0, true, false);
        foreach (var number in _ofGroup[group])
        {
            var isKnown = outcomes[number] != RuleOutcome.Unknown;
            weightOfKnown += isKnown ? Rules[number].Weight : 0;
            hasRequired |= Rules[number].Role == RuleRole.Required;
            isScored &= isKnown || Rules[number].Role != RuleRole.Required;
        }

        return isScored && hasRequired && outcomes[rule] is not (RuleOutcome.Unknown or RuleOutcome.Info)
            ? 100 * Rules[rule].Weight * RuleEvaluator.Credit(outcomes[rule]) / weightOfKnown
            : null;
    }
}
