using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Sensitivity;

/// <summary>A rule with another threshold.</summary>
public static class ThresholdChange
{
    // A rule file writes decimals, and 0.8 × 0.75 is 0.6 there: without rounding it would be 0.6000000000000001, on the other side of 0.6.
    private const int Decimals = 9;

    /// <returns>The rule with «met» and «partly» times the factor, to nine decimals; a share is at most 1. The radius follows a distance, unless a larger one was stated.</returns>
    /// <exception cref="ArgumentException">The rule has no threshold.</exception>
    public static LocationRule Scale(LocationRule rule, double factor)
    {
        var threshold = rule.Threshold ?? throw new ArgumentException("The rule has no threshold.", nameof(rule));
        return With(rule, threshold with { Met = Scaled(rule, threshold.Met * factor), Partly = threshold.Partly is { } partly ? Scaled(rule, partly * factor) : null });
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
        double? moved = threshold.Partly is not { } partly ? null
            : threshold.Met > 0 ? Scaled(rule, partly * met / threshold.Met)
            : partly > met ? partly : null;
        return With(rule, threshold with { Met = met, Partly = moved });
    }

    private static double Scaled(LocationRule rule, double value) => Math.Min(rule.Metric.Unit == "share" ? 1 : double.PositiveInfinity, Math.Round(value, Decimals));

    private static LocationRule With(LocationRule rule, Threshold threshold) => rule with
    {
        Threshold = threshold,
        RadiusMetres = rule.Metric.RadiusMetres is null && rule.Metric.Unit == "m" ? Radius(rule, threshold) : rule.RadiusMetres,
    };

    /// <summary>A radius that the threshold gave follows it both ways; a larger one that was stated stays as long as it is large enough.</summary>
    private static double Radius(LocationRule rule, Threshold threshold)
    {
        var reach = ThresholdReach.Metres(rule.Metric, threshold);
        return rule.RadiusMetres > ThresholdReach.Metres(rule.Metric, rule.Threshold!) ? Math.Max(rule.RadiusMetres, reach) : reach;
    }
}
