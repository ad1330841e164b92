using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>The reasons of a verdict on one line, and the codes that files use.</summary>
internal sealed class ScreeningRows
{
    private readonly ScreeningResult _result;
    private readonly IFormatProvider _numbers;
    private readonly string[] _thresholds;

    /// <param name="result">The screening.</param>
    /// <param name="numbers">How numbers are written.</param>
    public ScreeningRows(ScreeningResult result, IFormatProvider numbers)
    {
        (_result, _numbers) = (result, numbers);
        _thresholds = [.. result.Book.Rules.Select(rule => rule.Threshold is { } threshold
            ? string.Create(numbers, $", {Codes.Of(threshold.Comparison)} {threshold.Met} {rule.Metric.Unit}")
            : "")];
    }

    /// <returns>
    /// Such as <c>shielded-nearest-dwelling not-met: 34.2 m, at-least 100 m [assumption]</c>, rules separated by « | ». Information is
    /// left out; assumptions that decide only where they are known, and are not, stand at the end with the reason:
    /// <c>unknown: a (layer-missing), b (outside-coverage)</c>.
    /// </returns>
    public string Reasons(int site, int group)
    {
        var values = _result.Metrics[site];
        var outcomes = _result.Outcomes(site);
        var text = new System.Text.StringBuilder(256);
        if (_result.IsNotApplicable(site, group))
            text.Append(SiteReporting.ByAddress);
        if (_result.IsImpossible(site, group))
            text.Append("no-home-fits");
        if (_result.IsOffGround(site))
            text.Append(text.Length > 0 ? " | " : "").Append(Codes.Of(_result.Places[site].Unknown));
        var open = new System.Text.StringBuilder();
        foreach (var number in _result.Book.RulesOf(group))
        {
            var (rule, outcome) = (_result.Book.Rules[number], outcomes[number]);
            if (rule.Role == RuleRole.Info)
                continue;
            if (rule.Role == RuleRole.WhereKnown && outcome == RuleOutcome.Unknown && !rule.AsksWhereUnknown)
            {
                open.Append(open.Length > 0 ? ", " : "").Append(rule.Id).Append(" (").Append(Codes.Of(RuleBook.WhyUnknown(rule, values))).Append(')');
                continue;
            }

            text.Append(text.Length > 0 ? " | " : "").Append(rule.Id).Append(' ').Append(Codes.Of(outcome)).Append(": ");
            var reason = RuleBook.WhyUnknown(rule, values);
            if (reason != UnknownReason.None)
                text.Append(Codes.Of(reason));
            else
                text.Append(_numbers, $"{SiteReporting.Round(values[rule.Metric.Metric], rule.Metric.Unit)} {rule.Metric.Unit}{(_result.IsOrMore(site, rule) ? " or more" : "")}");
            text.Append(_thresholds[number]).Append(" [").Append(Codes.Of(rule.BasisKind)).Append(']');
        }

        if (open.Length > 0)
            text.Append(text.Length > 0 ? " | " : "").Append("unknown: ").Append(open);

        return text.ToString();
    }

    /// <returns>Site's metrics in the order of the columns, rounded; null where unknown.</returns>
    public static IEnumerable<double?> Metrics(MetricValues values) =>
        MetricDefinition.All.Select(metric => SiteReporting.Round(values.Told(metric), metric.Unit));
}
