namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>How a rule came out at a site.</summary>
public enum RuleOutcome : byte
{
    Met,
    Partly,
    NotMet,

    /// <summary>The metric is unknown.</summary>
    Unknown,

    /// <summary>Measured for information; there is no threshold.</summary>
    Info,
}

/// <summary>Whether a site suits a group.</summary>
public enum Verdict : byte
{
    /// <summary>Every rule that decides is met, or is an assumption that decides only where it is known, and is not.</summary>
    Suitable,

    /// <summary>
    /// A rule that decides is met in part, or not at all by a threshold that nobody has adopted; or a rule from law, plan or an
    /// adopted threshold could not be looked up.
    /// </summary>
    Inspect,

    /// <summary>A rule from law, plan or an adopted threshold is not met, or the plot cannot hold a single home.</summary>
    Unsuitable,

    /// <summary>A required rule cannot be judged.</summary>
    Unknown,
}

/// <param name="Rule">The rule.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Measured">In the metric's unit; null when unknown.</param>
/// <param name="WhyUnknown">Why there is no measured value.</param>
/// <param name="Points">Its part of the group's score, 0 to 100; null when the score is, or the rule does not count.</param>
public sealed record RuleResult(
    LocationRule Rule, RuleOutcome Outcome, double? Measured, Metrics.UnknownReason WhyUnknown, double? Points);

/// <param name="Group">The group.</param>
/// <param name="Verdict">Whether the site suits it.</param>
/// <param name="Score">0 to 100; null when the verdict hangs on something unknown.</param>
/// <param name="Rules">The rules that apply to the group, in the file's order.</param>
public sealed record GroupResult(GroupCode Group, Verdict Verdict, double? Score, IReadOnlyList<RuleResult> Rules);
