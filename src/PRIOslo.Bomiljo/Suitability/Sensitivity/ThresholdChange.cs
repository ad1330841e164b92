using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Sensitivity;

/// <summary>A rule with another threshold.</summary>
public static class ThresholdChange
{
    /// <returns>The rule with «met» and «partly» times the factor; a share is at most 1. The radius follows a distance.</returns>
    /// <exception cref="ArgumentException">The rule has no threshold.</exception>
    public static LocationRule Scale(LocationRule rule, double factor)
    {
        var threshold = rule.Threshold ?? throw new ArgumentException("The rule has no threshold.", nameof(rule));
        var most = rule.Metric.Unit == "share" ? 1 : double.PositiveInfinity;
        return With(rule, threshold with
        {
            Met = Math.Min(most, threshold.Met * factor),
            Partly = threshold.Partly is { } partly ? Math.Min(most, partly * factor) : null,
        });
    }

    /// <summary>Whether a rule file may give the rule this threshold: nothing is below 0, and at least 0 is met everywhere.</summary>
    /// <exception cref="ArgumentException">The rule has no threshold.</exception>
    public static bool IsPossible(LocationRule rule, double met)
    {
        var threshold = rule.Threshold ?? throw new ArgumentException("The rule has no threshold.", nameof(rule));
        return double.IsFinite(met) && (met > 0 || (met == 0 && threshold.Comparison == Comparison.AtMost)) && (rule.Metric.Unit != "share" || met <= 1);
    }

    /// <returns>The rule with «met» moved to a value, and «partly» in proportion.</returns>
    public static LocationRule MoveTo(LocationRule rule, double met)
    {
        var threshold = rule.Threshold ?? throw new ArgumentException("The rule has no threshold.", nameof(rule));
        return threshold.Met > 0
            ? Scale(rule, met / threshold.Met)
            : With(rule, threshold with { Met = met, Partly = threshold.Partly is { } partly && partly > met ? partly : null });
    }

    private static LocationRule With(LocationRule rule, Threshold threshold) => rule with
    {
        Threshold = threshold,
        RadiusMetres = rule.Metric.RadiusMetres is null && rule.Metric.Unit == "m"
            ? Math.Max(rule.RadiusMetres, ThresholdReach.Metres(rule.Metric, threshold))
            : rule.RadiusMetres,
    };
}
