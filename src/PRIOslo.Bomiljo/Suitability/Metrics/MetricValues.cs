namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>What was measured at one site: a value or the reason for none, per metric.</summary>
/// <remarks>One row of a <see cref="MetricTable"/>, or a row of its own.</remarks>
public sealed class MetricValues
{
    /// <summary>So much of a plot may lie outside what a layer tells, as inexact drawing.</summary>
    internal const double NegligibleShare = 0.01;

    private readonly MetricTable _table;
    private readonly int _row;

    /// <summary>Every metric unknown for the same reason.</summary>
    public MetricValues(UnknownReason reason)
        : this(new MetricTable(1), 0) => SetAllUnknown(reason);

    internal MetricValues(MetricTable table, int row) => (_table, _row) = (table, row);

    /// <summary>The value in the metric's unit, or null when it is unknown.</summary>
    public double? this[Metric metric] => WhyUnknown(metric) == UnknownReason.None ? _table.Value(_row, metric) : null;

    /// <summary>Whether a dwelling stands on the site itself (see <see cref="OwnBuildings"/>); null where it is not known.</summary>
    public bool? HasDwelling => _table.HasDwelling(_row);

    public UnknownReason WhyUnknown(Metric metric) => _table.Reason(_row, metric);

    /// <returns>How far around the site the metric's layer is known to tell, metres; infinity where it covers everything.</returns>
    public double CoveredMetres(MetricDefinition metric) => _table.CoveredMetres(_row, metric);

    /// <returns>The value as it may be told: null also where a layer ends within the metric's radius, as there may be more beyond, or nearer
    /// than the distance, as there may be something nearer beyond.</returns>
    public double? Told(MetricDefinition metric) =>
        this[metric.Metric] is { } value && CoveredMetres(metric) >= ReachMetres(metric, value) && OpenShare(metric) == 0 ? value : null;

    /// <returns>How much more a share of the site may be than was measured, as the layer does not tell of all of it; 0 where that is negligible.</returns>
    internal double OpenShare(MetricDefinition metric) =>
        metric.UnknownShare is { } share && this[share] is > NegligibleShare and var unknown ? unknown : 0;

    // What is nearest to a built-up area's edge stands behind it; at the edge itself nothing is nearer.
    private static double ReachMetres(MetricDefinition metric, double value) => metric switch
    {
        { RadiusMetres: { } radius } => radius,
        { Metric: Metric.BuiltUpArea } => value > 0 ? value + BuiltUpArea.EdgeMetres : 0,
        { Unit: "m" } => value,
        _ => 0,
    };

    /// <param name="metric">The metric.</param>
    /// <param name="value">Finite and not negative; infinity means that the layer holds nothing of the kind.</param>
    internal void Set(Metric metric, double value)
    {
        if (double.IsInfinity(value))
            SetUnknown(metric, UnknownReason.LayerMissing);
        else
            _table.Set(_row, metric, value, UnknownReason.None);
    }

    internal void SetDwelling(bool isThere) => _table.SetDwelling(_row, isThere);

    internal void SetUnknown(Metric metric, UnknownReason reason) => _table.Set(_row, metric, double.NaN, reason);

    internal void SetCovered(int coverage, double metres) => _table.SetCovered(_row, coverage, metres);

    internal void SetAllUnknown(UnknownReason reason)
    {
        foreach (var definition in MetricDefinition.All)
            SetUnknown(definition.Metric, reason);
    }
}
