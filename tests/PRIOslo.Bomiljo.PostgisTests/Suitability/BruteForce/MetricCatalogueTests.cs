using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability.BruteForce;

public sealed class MetricCatalogueTests
{
    /// <summary>Metrics without a query, and why.</summary>
    private static readonly Dictionary<string, string> Unasked = new(StringComparer.Ordinal)
    {
        ["possible_units"] = "an estimate of what an arrangement of modules holds, which no query defines; PlotFitTests hold it against hand-made plots",
    };

    [Fact]
    public void Every_metric_has_a_brute_force_query_or_a_written_reason_for_none()
    {
        Assert.Equal(
            MetricDefinition.All.Select(metric => metric.Name).Order(StringComparer.Ordinal),
            BruteForceTown.Queries.Concat(Unasked.Keys).Order(StringComparer.Ordinal));
        Assert.All(Unasked.Values, reason => Assert.True(reason.Length > 40));
    }
}
