using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

[Collection("postgis")]
public class SiteMetricsAgainstPostgisTests(PostgisCluster cluster)
{
    private const int Sites = 2000;

    /// <summary>Every site against every feature, no index.</summary>
    private const string BruteForce =
        """
        SELECT s.n, s.geom,
            coalesce(sum(dwellings) FILTER (WHERE d <= 25), 0)::float8 AS dwellings_25m,
            coalesce(sum(dwellings) FILTER (WHERE d <= 50), 0)::float8 AS dwellings_50m,
            coalesce(sum(dwellings) FILTER (WHERE d <= 100), 0)::float8 AS dwellings_100m,
            coalesce(sum(dwellings) FILTER (WHERE d <= 200), 0)::float8 AS dwellings_200m,
            count(*) FILTER (WHERE d <= 200 AND kind = 'residential') / nullif(count(*) FILTER (WHERE d <= 200 AND kind <> 'outbuilding'), 0)::float8 AS residential_share_200m,
            min(d) FILTER (WHERE kind = 'residential') AS nearest_dwelling_m,
            min(d) FILTER (WHERE kind <> 'outbuilding') AS nearest_building_m,
            least(min(d) FILTER (WHERE kind = 'business'),
                (SELECT min(ST_Distance(f.geom, s.geom)) FROM geo.open_feature f WHERE layer = 'business')) AS nearest_business_m,
            (SELECT min(ST_Distance(f.geom, s.geom)) FROM geo.open_feature f WHERE layer = 'school') AS nearest_school_m,
            (SELECT min(ST_Distance(f.geom, s.geom)) FROM geo.open_feature f WHERE layer = 'kindergarten') AS nearest_kindergarten_m,
            min(d) FILTER (WHERE kind = 'residential' AND NOT own) AS nearest_other_dwelling_m,
            min(d) FILTER (WHERE kind <> 'outbuilding' AND NOT own) AS nearest_other_building_m,
            count(*) FILTER (WHERE d <= 200 AND kind = 'residential' AND NOT own)
                / nullif(count(*) FILTER (WHERE d <= 200 AND kind <> 'outbuilding' AND NOT own), 0)::float8 AS other_residential_share_200m,
            (SELECT min(ST_Distance(f.geom, s.geom)) FROM public.facility f
                WHERE ST_Distance(f.geom, s.geom) > 0 AND NOT EXISTS (SELECT FROM unnest(array_agg(b.geom) FILTER (WHERE own)) AS o WHERE ST_Distance(o, f.geom) = 0)) AS nearest_facility_m,
            (SELECT count(*)::float8 FROM public.facility f
                WHERE ST_Distance(f.geom, s.geom) <= 150 AND ST_Distance(f.geom, s.geom) > 0
                  AND NOT EXISTS (SELECT FROM unnest(array_agg(b.geom) FILTER (WHERE own)) AS o WHERE ST_Distance(o, f.geom) = 0)) AS facility_capacity_150m,
            (SELECT CASE WHEN count(*) = 0 THEN 0 WHEN ST_Dimension(s.geom) = 0 THEN 1
                    ELSE ST_Area(ST_Intersection(ST_Union(f.geom), s.geom)) / ST_Area(s.geom) END
                FROM public.flood f WHERE ST_Distance(f.geom, s.geom) = 0)::float8 AS flood_share
        FROM public.site s CROSS JOIN geo.building b CROSS JOIN LATERAL (SELECT ST_Distance(b.geom, s.geom) AS d) AS distance
        CROSS JOIN LATERAL (SELECT CASE WHEN d > 0 OR kind = 'outbuilding' THEN false WHEN ST_Dimension(s.geom) = 0 OR ST_Dimension(b.geom) = 0 THEN true
            ELSE ST_Area(ST_Intersection(b.geom, s.geom)) > 0.5 * ST_Area(b.geom) END AS own) AS ownership
        GROUP BY s.n, s.geom ORDER BY s.n
        """;

    [PostgisFact]
    public async Task Two_thousand_sites_agree_with_a_brute_force_query_counts_exactly_and_distances_to_a_millimetre()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        await database.AddBuildingsAsync(3000);
        await database.AddFeaturesAsync("business", 12);
        await database.AddFeaturesAsync("school", 30);
        await database.AddFeaturesAsync("kindergarten", 60);
        await database.AddFeaturesAsync("facility", 40);
        await database.AddFeaturesAsync("flood", 300);
        await database.ExecuteAsync(
            """
            CREATE VIEW public.facility AS SELECT f.geom FROM geo.feature f JOIN geo.current_vintage v USING (vintage_id) WHERE layer = 'facility';
            CREATE VIEW public.flood AS SELECT f.geom FROM geo.feature f JOIN geo.current_vintage v USING (vintage_id) WHERE layer = 'flood';
            """);
        await database.AddSitesAsync(Sites);
        await using var connection = await database.Web.OpenConnectionAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);

        var (sites, expected) = await BruteForceAsync(database);
        var screening = await service.ScreenAsync(connection, sites, null, mayKnowHomes: true, default);
        var reports = Enumerable.Range(0, sites.Count).Select(site => SiteReporting.Of(screening, site)).ToArray();

        Assert.Equal(Sites, reports.Length);
        foreach (var (report, wanted) in reports.Zip(expected))
        {
            Assert.Null(report.Unknown);
            foreach (var (metric, value) in wanted)
            {
                var measured = report.Metrics[metric];
                if (metric.StartsWith("nearest", StringComparison.Ordinal))
                    Assert.InRange(measured!.Value, value!.Value - 0.001, value.Value + 0.001);
                else if (metric.Contains("share", StringComparison.Ordinal) && value is { } share)
                    Assert.InRange(measured!.Value, share - 1e-6, share + 1e-6);
                else
                    Assert.Equal(value, measured);
            }

            Assert.All(report.Groups.Where(group => group.Impossible is null), group => Assert.NotEqual(Verdict.Unsuitable, group.Verdict));
        }
    }

    private static async Task<(List<Site> Sites, List<Dictionary<string, double?>> Expected)> BruteForceAsync(TestDatabase database)
    {
        var (sites, expected) = (new List<Site>(Sites), new List<Dictionary<string, double?>>(Sites));
        await using var command = database.Owner.CreateCommand(BruteForce);
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            sites.Add(new Site($"{reader.GetInt32(0)}", reader.GetFieldValue<Geometry>(1)));
            expected.Add(Enumerable.Range(2, reader.FieldCount - 2).ToDictionary(
                reader.GetName, column => reader.IsDBNull(column) ? null : (double?)reader.GetDouble(column)));
        }

        return (sites, expected);
    }
}
