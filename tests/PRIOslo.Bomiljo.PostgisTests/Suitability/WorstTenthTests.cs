using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.PostgisTests.Access;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

/// <summary>The measurement feeds the screening: measured, published, and only then seen by a planner's check.</summary>
[Collection("postgis")]
public sealed class WorstTenthTests(PostgisCluster cluster)
{
    private const string RuleId = "gathering-worst-tenth";

    [PostgisFact]
    public async Task A_delbydel_that_measured_rows_put_among_the_worst_tenth_warns_once_its_year_is_published()
    {
        await using var city = await cluster.NewCityAsync();
        foreach (var (source, category, seed) in new[] { ("politi", "trygghet.violence", 1), ("politi", "ro-og-orden.disturbance", 2), ("renovasjon", "forsopling.litter", 3), ("brann", "brann.building", 4) })
            await city.DeliverOneAsync(source, category, "0203", incidents: 400, seed);
        await city.MeasureAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);

        Assert.Equal((RuleOutcome.Unknown, UnknownReason.LayerMissing), await CheckAsync("0203"));
        await city.PublishAsync();

        var probability = await city.ScalarAsync<double>("SELECT worst_tenth_probability FROM heatmap.index_value WHERE area = '0203'");
        Assert.InRange(probability, 0.8, 1);
        Assert.Equal((RuleOutcome.NotMet, (UnknownReason?)null), await CheckAsync("0203"));
        Assert.Equal((RuleOutcome.Met, (UnknownReason?)null), await CheckAsync("0101"));

        // Just under 0.8 does not warn, 0.8 does: the planner sees whole tenths, rounded down.
        await city.ExecuteAsync("UPDATE heatmap.index_value SET worst_tenth_probability = 0.7999 WHERE area = '0203'; UPDATE heatmap.index_value SET worst_tenth_probability = 0.8 WHERE area = '0101'");
        Assert.Equal((RuleOutcome.Met, (UnknownReason?)null), await CheckAsync("0203"));
        Assert.Equal((RuleOutcome.NotMet, (UnknownReason?)null), await CheckAsync("0101"));

        async Task<(RuleOutcome, UnknownReason?)> CheckAsync(string delbydel)
        {
            var east = 600_000 + (1_000 * int.Parse(delbydel[2..], System.Globalization.CultureInfo.InvariantCulture)) + 500;
            var north = 6_640_000 + (1_000 * int.Parse(delbydel[..2], System.Globalization.CultureInfo.InvariantCulture)) + 500;
            await using var web = city.OpenWeb();
            await using var session = await web.OpenAsync(GuardedCity.Of(Role.Planner, projects: []), default);
            var report = await service.CheckAsync(session.Connection, new SitePoint("", east, north), null, default);
            Assert.Equal(delbydel, report.Delbydel?.Code);
            var rules = report.Groups.Select(group => group.Rules.SingleOrDefault(rule => rule.Id == RuleId)).OfType<RuleReport>().ToList();
            Assert.NotEmpty(rules);
            Assert.All(rules, rule => Assert.Equal((BasisKind.Assumption, rules[0].Outcome), (rule.BasisKind, rule.Outcome)));
            Assert.DoesNotContain(report.Groups, group => group.Verdict == Verdict.Unsuitable); // a warning, never a rejection
            var year = report.Layers.Single(layer => layer.Layer == "index").Year;
            Assert.Equal(rules[0].Unknown is null ? await city.ScalarAsync<int>("SELECT max(year)::int FROM published.current") : null, year);
            Assert.Equal(year is { } measured ? new DateOnly(measured, 12, 31) : null, rules[0].LayerDate);
            return (rules[0].Outcome, rules[0].Unknown);
        }
    }
}
