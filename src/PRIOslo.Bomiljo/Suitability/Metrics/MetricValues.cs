namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Why a metric has no value.</summary>
public enum UnknownReason
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The layer has not been imported, or holds nothing of the kind that is looked for.</summary>
    LayerMissing,

    /// <summary>The site, or part of it, lies outside the municipality's outline, or the hull of its areas.</summary>
    OutsideMunicipality,

    /// <summary>The site lies within the hull of the areas but in none of them, and no outline tells whether that is fjord.</summary>
    InNoDelbydel,

    /// <summary>No area layer tells whether the site lies in the municipality.</summary>
    NoAreas,

    /// <summary>A share of nothing: no building within the radius.</summary>
    NothingWithinRadius,
}

/// <summary>What was measured at one site: a value or the reason for none, per metric.</summary>
public sealed class MetricValues
{
    private readonly double[] _values = new double[MetricDefinition.All.Count];
    private readonly UnknownReason[] _reasons = new UnknownReason[MetricDefinition.All.Count];

    /// <summary>Every metric unknown for the same reason.</summary>
    public MetricValues(UnknownReason reason) => Array.Fill(_reasons, reason);

    /// <summary>The value in the metric's unit, or null when it is unknown.</summary>
    public double? this[Metric metric] => _reasons[(int)metric] == UnknownReason.None ? _values[(int)metric] : null;

    public UnknownReason WhyUnknown(Metric metric) => _reasons[(int)metric];

    /// <param name="metric">The metric.</param>
    /// <param name="value">Finite and not negative; infinity means that the layer holds nothing of the kind.</param>
    internal void Set(Metric metric, double value)
    {
        _values[(int)metric] = value;
        _reasons[(int)metric] = double.IsInfinity(value) ? UnknownReason.LayerMissing : UnknownReason.None;
    }

    internal void SetUnknown(Metric metric, UnknownReason reason) => _reasons[(int)metric] = reason;
}
