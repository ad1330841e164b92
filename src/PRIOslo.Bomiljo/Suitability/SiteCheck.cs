using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Checks one site: places it, measures it, judges it by the rules, and reports. Pure.</summary>
public static class SiteCheck
{
    private static readonly string[] ReportedLayers =
    [
        LayerNames.Building, LayerNames.Business, LayerNames.School, LayerNames.Kindergarten, LayerNames.Delbydel, LayerNames.Municipality,
    ];

    /// <param name="site">Point or plot.</param>
    /// <param name="layers">What is there.</param>
    /// <param name="rules">The location rules.</param>
    /// <param name="groups">The groups to judge for.</param>
    /// <returns>
    /// A verdict per group. Outside the municipality every metric is unknown and so is every verdict. Where the area layers do
    /// not tell, the metrics are measured and judged, but no verdict is «suitable».
    /// </returns>
    public static SiteReport Check(Site site, SiteLayers layers, RuleFile rules, IReadOnlyList<GroupCode> groups)
    {
        var (unknown, delbydel) = layers.Areas.Locate(site.Geometry);
        var values = unknown != UnknownReason.OutsideMunicipality && ShapeArraysBuilder.TryOne(site.Geometry) is { } shape
            ? SiteMeasurement.Measure(layers.Metrics, shape, 0)
            : new MetricValues(UnknownReason.OutsideMunicipality);

        var inner = site.Geometry.InteriorPoint;
        return new SiteReport(
            site.Id,
            Round(inner.X, "m"),
            Round(inner.Y, "m"),
            delbydel,
            unknown == UnknownReason.None ? null : unknown,
            [.. groups.Select(group => Report(Withhold(RuleEvaluator.Judge(group, rules.Rules, values), unknown), layers))],
            MetricDefinition.All.ToDictionary(metric => metric.Name, metric => Round(values[metric.Metric], metric.Unit)),
            [.. ReportedLayers.Select(layer => Report(layer, layers))],
            site.Units);
    }

    private static GroupResult Withhold(GroupResult result, UnknownReason unknown) =>
        unknown != UnknownReason.None && result.Verdict == Verdict.Suitable ? result with { Verdict = Verdict.Unknown, Score = null } : result;

    private static GroupReport Report(GroupResult result, SiteLayers layers) => new(
        result.Group.ToString(),
        result.Verdict,
        RoundToTenth(result.Score),
        [.. result.Rules.Select(rule => Report(rule, layers))]);

    private static RuleReport Report(RuleResult result, SiteLayers layers)
    {
        var rule = result.Rule;
        var source = layers.Find(rule.Layer) ?? rule.Metric.Layers.Select(layers.Find).FirstOrDefault(layer => layer is not null);
        return new RuleReport(
            rule.Id,
            rule.Label.Nb,
            rule.Label.En,
            rule.Role,
            result.Outcome,
            rule.Metric.Name,
            Round(result.Measured, rule.Metric.Unit),
            result.WhyUnknown == UnknownReason.None ? null : result.WhyUnknown,
            rule.Threshold?.Comparison,
            rule.Threshold?.Met,
            rule.Threshold?.Partly,
            rule.Metric.Unit,
            rule.Weight,
            RoundToTenth(result.Points),
            source?.Layer ?? rule.Layer,
            source?.ImportedOn,
            rule.Basis.Nb,
            rule.Basis.En,
            rule.BasisKind,
            rule.Reason.Nb,
            rule.Reason.En);
    }

    private static LayerReport Report(string layer, SiteLayers layers) =>
        layers.Find(layer) is { } vintage
            ? new LayerReport(layer, vintage.Year, vintage.Features, vintage.ImportedOn, vintage.IsApproximate)
            : new LayerReport(layer, null, 0, null, false);

    private static double? Round(double? value, string unit) => value is { } known ? Round(known, unit) : null;

    private static double Round(double value, string unit) => Math.Round(value, unit == "share" ? 6 : 3);

    private static double? RoundToTenth(double? value) => value is { } known ? Math.Round(known, 1) : null;
}
