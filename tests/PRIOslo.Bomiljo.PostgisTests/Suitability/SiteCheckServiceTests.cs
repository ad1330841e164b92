using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

[Collection("postgis")]
public class SiteCheckServiceTests(PostgisCluster cluster)
{
    private static readonly SitePoint Middle = new("Midt på", 598_500, 6_643_500);

    internal static RuleFile Rules { get; } = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [PostgisFact]
    public async Task Each_new_import_is_seen_at_the_next_check_and_nothing_is_known_before_the_first()
    {
        await using var database = await cluster.NewDatabaseAsync();
        using var service = new SiteCheckService(Rules);
        Assert.Equal(UnknownReason.NoAreas, (await CheckAsync()).Unknown);

        await database.AddDelbydelAsync();
        var withoutBuildings = await CheckAsync();
        Assert.Equal(("0101", "Midten"), (withoutBuildings.Delbydel?.Code, withoutBuildings.Delbydel?.Name));
        Assert.All(withoutBuildings.Groups, group => Assert.Equal(Verdict.Unknown, group.Verdict));

        await AddHouseAsync(await database.AddVintageAsync("building", 2023), 30);
        Assert.Equal(30, (await CheckAsync()).Metrics["nearest_dwelling_m"]);

        await AddHouseAsync(await database.AddVintageAsync("building", 2024), 60);
        var latest = await CheckAsync();
        Assert.Equal(60, latest.Metrics["nearest_dwelling_m"]);

        await AddHouseAsync(await database.AddVintageAsync("building", 2024), 110);
        var replaced = await CheckAsync();
        Assert.Equal(110, replaced.Metrics["nearest_dwelling_m"]);
        Assert.Equal(Verdict.Inspect, replaced.Groups[2].Verdict); // nobody knows what law and plan say
        await database.AddForestAndPlanAsync();
        Assert.Equal(Verdict.Suitable, (await CheckAsync()).Groups[2].Verdict);
        var rule = replaced.Groups[2].Rules[0];
        Assert.Equal(("building", new DateOnly(2025, 2, 4)), (rule.Layer, rule.LayerDate));
        Assert.Contains(replaced.Layers, layer => layer is { Layer: "building", Year: 2024 });

        async Task<SiteReport> CheckAsync()
        {
            await using var connection = await database.Web.OpenConnectionAsync();
            return await service.CheckAsync(connection, Middle, null, default);
        }

        Task AddHouseAsync(int vintage, int metresEast) => database.ExecuteAsync(
            $"INSERT INTO geo.building VALUES ({vintage}, 1, 'residential', '', 1, ST_SetSRID(ST_MakePoint({Middle.East + metresEast}, {Middle.North}), 25832))");
    }

    [PostgisFact]
    public async Task Addresses_are_found_whatever_their_letter_case_and_wherever_the_postcode_is_given()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var (old, latest) = (await database.AddVintageAsync("address", 2022), await database.AddVintageAsync("address", 2024));
        await database.ExecuteAsync(
            $"""
            INSERT INTO geo.address (vintage_id, feature_no, street, number, letter, postcode, place, geom)
            SELECT v, n, street, 12, letter, '0184', 'Oslo', ST_SetSRID(ST_MakePoint(597000 + n, 6642000), 25832)
            FROM (VALUES ({old}, 1, 'Østre vei', ''), ({latest}, 2, 'Østre vei', 'B'), ({latest}, 3, 'Østre vei', 'A'), ({latest}, 4, 'Æresgata', ''))
                AS a (v, n, street, letter)
            """);

        Assert.Equal(new SitePoint("Østre vei 12B, 0184 Oslo", 597_002, 6_642_000) { IsAddress = true }, await FindAsync("ØSTRE VEI 12b"));
        Assert.Equal("Østre vei 12A, 0184 Oslo", (await FindAsync(" østre  vei 12, 0184 oslo")).Site);
        Assert.Equal("Æresgata 12, 0184 Oslo", (await FindAsync("æresgata 12 0184")).Site);
        foreach (var absent in new[] { "Østre vei 13", "Østre vei 12C", "Østre vei 12B, 0999", "Østre vei", "'; DROP TABLE geo.address; --", "" })
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(absent));
            Assert.Equal(ProblemCode.AddressNotFound, problem.Code);
        }

        async Task<SitePoint> FindAsync(string text)
        {
            await using var connection = await database.Web.OpenConnectionAsync();
            return await SiteCheckService.FindAddressAsync(connection, text, default);
        }
    }

    [PostgisFact]
    public async Task A_layer_of_lines_is_refused_by_name()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var vintage = await database.AddVintageAsync("school", 2024);
        await database.ExecuteAsync(
            $"INSERT INTO geo.feature (vintage_id, feature_no, geom) VALUES ({vintage}, 1, ST_GeomFromText('LINESTRING(597000 6642000, 597001 6642000)', 25832))");
        using var service = new SiteCheckService(Rules);

        await using var connection = await database.Web.OpenConnectionAsync();
        var problem = await Assert.ThrowsAsync<ProblemException>(() => service.CheckAsync(connection, Middle, null, default));

        Assert.Equal(ProblemCode.BadGeodata, problem.Code);
        Assert.Contains("layer school 2024", problem.Message, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task The_share_of_municipal_dwellings_tells_the_latest_year_that_has_both_figures()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO geo.population (code, year, residents, dwellings, municipal_dwellings)
            VALUES ('0101', 2016, 900, 400, 40), ('0101', 2017, 900, 400, 60), ('0101', 2024, 900, 500, NULL)
            """);
        using var service = new SiteCheckService(Rules);
        await using var connection = await database.Web.OpenConnectionAsync();

        var report = await service.CheckAsync(connection, Middle, [GroupCode.All[0]], default, units: 8);

        Assert.Equal((0.15, 8), (report.Metrics["municipal_share_delbydel"], report.Metrics["planned_units"]));
        Assert.Equal((2017, new DateOnly(2017, 12, 31)), report.Layers.Where(layer => layer.Layer == "population").Select(layer => (layer.Year, layer.Date!.Value)).Single());
        Assert.Contains(report.Warnings, warning => warning is { Kind: "layer-outdated", Subject: "population" });
        Assert.DoesNotContain(report.Warnings, warning => warning.Subject == "index");
    }

    [PostgisFact]
    public async Task A_layer_of_the_coming_year_is_read_when_the_year_has_come_in_Oslo()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddFeaturesAsync("school", 3);
        await database.ExecuteAsync(
            """
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('school', 2026, 'made-up', '', '2025-02-03', 1), ('kindergarten', 2026, 'made-up', '', '2025-02-03', 1)
            """);
        var clock = new MovedClock { Now = new(2025, 12, 31, 22, 59, 0, TimeSpan.Zero) };
        using var service = new SiteCheckService(Rules, clock);
        await using var connection = await database.Web.OpenConnectionAsync();

        Assert.Equal((2024, null), await YearsAsync());
        clock.Now = clock.Now.AddMinutes(1);
        Assert.Equal((2026, 2026), await YearsAsync());

        async Task<(int? School, int? Kindergarten)> YearsAsync()
        {
            var layers = await service.LayersAsync(connection, default);
            return (layers.Find("school")?.Year, layers.Find("kindergarten")?.Year);
        }
    }

    [PostgisFact]
    public async Task Real_boundaries_of_the_coming_year_place_sites_at_once_as_they_retire_the_approximate_map()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        await database.ExecuteAsync(
            """
            UPDATE geo.vintage SET approximate = true WHERE layer IN ('municipality', 'delbydel');
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('delbydel', 2026, 'made-up', '', '2025-02-03', 1), ('delbydel', 2027, 'made-up', '', '2025-02-03', 1);
            INSERT INTO geo.area (vintage_id, code, name, bydel, geom)
            SELECT v.vintage_id, a.code, 'Ekte', a.bydel, a.geom FROM geo.area a JOIN geo.vintage o USING (vintage_id), geo.vintage v
            WHERE o.layer = 'delbydel' AND o.approximate AND v.layer = 'delbydel' AND NOT v.approximate
            """);
        var clock = new MovedClock { Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero) };
        using var service = new SiteCheckService(Rules, clock);
        await using var connection = await database.Web.OpenConnectionAsync();

        var report = await service.CheckAsync(connection, Middle, null, default);

        Assert.Equal((null, "Ekte"), (report.Unknown, report.Delbydel?.Name));
        Assert.Equal(2026, (await service.LayersAsync(connection, default)).Find("delbydel")?.Year); // the earliest of them
    }

    [PostgisFact]
    public async Task Many_callers_at_once_read_the_layers_and_all_get_the_same_answer()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        await database.AddBuildingsAsync(500);
        using var service = new SiteCheckService(Rules);

        var reports = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => CheckAsync()));

        Assert.Single(reports.Select(report => report.Metrics["nearest_building_m"]).Distinct());
        await using var connection = await database.Web.OpenConnectionAsync();
        Assert.Same(await service.LayersAsync(connection, default), await service.LayersAsync(connection, default));

        async Task<SiteReport> CheckAsync()
        {
            await using var own = await database.Web.OpenConnectionAsync();
            return await service.CheckAsync(own, Middle, [GroupCode.All[6]], default);
        }
    }

    private sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
