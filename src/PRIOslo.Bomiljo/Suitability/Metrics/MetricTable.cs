namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>What was measured at many sites, as flat arrays of one row a site: nine bytes a metric, and one for whether a dwelling stands there.</summary>
public sealed class MetricTable(int sites)
{
    private static readonly int Metrics = MetricDefinition.All.Count;
    private readonly double[] _values = new double[sites * Metrics];
    private readonly UnknownReason[] _reasons = new UnknownReason[sites * Metrics];
    private readonly byte[] _dwelling = new byte[sites];
    private readonly Dictionary<string, float[]> _coveredMetres = new(StringComparer.Ordinal);
    private readonly List<float[]> _coverages = [];

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
        foreach (var metres in _coverages)
            metres[to] = metres[from];
    }

    /// <summary>Makes room for the distances to the end of layers that end alike.</summary>
    internal void AddCoverage(IReadOnlyList<string> layers)
    {
        var metres = new float[sites];
        _coverages.Add(metres);
        foreach (var layer in layers)
            _coveredMetres[layer] = metres;
    }

    /// <param name="site">The row.</param>
    /// <param name="coverage">The number of the coverage, in the order of <see cref="AddCoverage"/>.</param>
    /// <param name="metres">As <see cref="LayerCoverage.MetresAround"/>.</param>
    internal void SetCovered(int site, int coverage, double metres) => _coverages[coverage][site] = (float)metres;

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
