using PRIOslo.Bomiljo.PostgisTests.Suitability.BruteForce;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

/// <summary>
/// Every metric at 2,000 sites against a query over all rows, no index: <c>BruteForce/Metrics/</c>, one file a metric. The town
/// holds shapes with holes, in several parts and with shared borders, and sites exactly at the radii.
/// </summary>
[Collection("postgis")]
public sealed class SiteMetricsAgainstPostgisTests(BruteForceTown town) : IClassFixture<BruteForceTown>
{
    public static TheoryData<string> Asked => [.. BruteForceTown.Queries];

    [PostgisTheory]
    [MemberData(nameof(Asked))]
    public async Task Two_thousand_sites_agree_with_a_query_over_all_rows(string metric)
    {
        var definition = MetricDefinition.Find(metric)!;
        var expected = await town.AskAsync(metric);
        Assert.Equal(BruteForceTown.Sites, town.Screening.Sites.Count);

        var differing = Enumerable.Range(0, BruteForceTown.Sites)
            .Select(site => (Site: site + 1, Expected: expected[site], Measured: town.Screening.Metrics[site][definition.Metric]))
            .Where(pair => !Agree(definition.Unit, pair.Expected, pair.Measured))
            .ToArray();
        Assert.Empty(differing);

        // Neither nothing nor the same everywhere.
        Assert.InRange(expected.Count(value => value is not null), BruteForceTown.Sites / 5, BruteForceTown.Sites);
        Assert.InRange(expected.Distinct().Count(), 4, BruteForceTown.Sites);
    }

    [PostgisFact]
    public async Task The_town_holds_what_a_naive_measurement_gets_wrong()
    {
        var edges = await town.EdgesAsync();

        Assert.Equal(18, edges.Count);
        Assert.All(edges, edge => Assert.True(edge.Value >= 4, $"{edge.Value} sites with {edge.Key}"));
    }

    [PostgisFact]
    public async Task The_town_holds_homes_that_are_easily_taken_for_the_sites_own_or_for_none()
    {
        var edges = await town.EdgesAsync("edges-of-homes");

        Assert.Equal(8, edges.Count);
        Assert.All(edges, edge => Assert.True(edge.Value >= 4, $"{edge.Value} sites with {edge.Key}"));
    }

    /// <summary>Distances to a millimetre, counts exactly, shares to a millionth.</summary>
    private static bool Agree(string unit, double? expected, double? measured) => (expected, measured) switch
    {
        (null, null) => true,
        ({ } wanted, { } value) => Math.Abs(wanted - value) <= unit switch { "m" => 0.001, "share" => 1e-6, _ => 0 },
        _ => false,
    };
}
