namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>What was measured at many sites, as flat arrays of one row a site: nine bytes a metric, and one for whether a dwelling stands there.</summary>
public sealed class MetricTable(int sites)
{
    private static readonly int Metrics = MetricDefinition.All.Count;
    private readonly double[] _values = new double[sites * Metrics];
    private readonly UnknownReason[] _reasons = new UnknownReason[sites * Metrics];
    private readonly byte[] _dwelling = new byte[sites];
    private readonly Dictionary<string, float[]> _coveredMetres = new(StringComparer.Ordinal);

    public int Sites => sites;

    public MetricValues this[int site] => new(this, site);

    internal double Value(int site, Metric metric) => _values[(site * Metrics) + (int)metric];

    internal UnknownReason Reason(int site, Metric metric) => _reasons[(site * Metrics) + (int)metric];

    internal void Set(int site, Metric metric, double value, UnknownReason reason) =>
        (_values[(site * Metrics) + (int)metric], _reasons[(site * Metrics) + (int)metric]) = (value, reason);

    /// <returns>Whether a dwelling stands on the site; null where it is not known.</returns>
    internal bool? HasDwelling(int site) => _dwelling[site] == 0 ? null : _dwelling[site] == 2;

    internal void SetDwelling(int site, bool isThere) => _dwelling[site] = (byte)(isThere ? 2 : 1);

    /// <summary>Gives a site what was measured at another.</summary>
    internal void Copy(int from, int to)
    {
        Array.Copy(_values, from * Metrics, _values, to * Metrics, Metrics);
        Array.Copy(_reasons, from * Metrics, _reasons, to * Metrics, Metrics);
        _dwelling[to] = _dwelling[from];
        foreach (var metres in _coveredMetres.Values)
            metres[to] = metres[from];
    }

    /// <summary>Makes room for the distances to the end of a layer that does not cover everything.</summary>
    internal void AddCoverage(string layer) => _coveredMetres[layer] = new float[sites];

    internal void SetCovered(int site, string layer, double metres) => _coveredMetres[layer][site] = (float)metres;

    /// <summary>Whether some layer of the metric does not cover everything.</summary>
    internal bool IsBounded(MetricDefinition metric) => _coveredMetres.Count > 0 && metric.Bounding.Any(_coveredMetres.ContainsKey);

    internal double CoveredMetres(int site, MetricDefinition metric)
    {
        var least = double.PositiveInfinity;
        if (_coveredMetres.Count == 0)
            return least;
        foreach (var layer in metric.Bounding)
        {
            if (_coveredMetres.TryGetValue(layer, out var metres))
                least = Math.Min(least, metres[site]);
        }

        return least;
    }
}
