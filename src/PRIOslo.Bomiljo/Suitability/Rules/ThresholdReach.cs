using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>How far around a site a layer must tell before a distance can be held against a threshold.</summary>
internal static class ThresholdReach
{
    /// <returns>Metres: the farther threshold; 0 for what is no distance. The edge of a built-up area lies before its buildings, which must be known that much farther out.</returns>
    public static double Metres(MetricDefinition metric, Threshold threshold) =>
        metric.Unit == "m" ? Math.Max(threshold.Met, threshold.Partly ?? 0) + (metric.Metric == Metric.BuiltUpArea ? BuiltUpArea.EdgeMetres : 0) : 0;
}
