using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Bad places, rules and decisions given to the site check through the real command line: a defined outcome, with code, place, remedy and exit code.</summary>
[Collection("postgis")]
public sealed class SiteBadInputTests(PostgisCluster cluster)
{
    private const string Rule =
        """
        {"id": "min-regel", "label": {"nb": "a", "en": "a"}, "groups": ["5"], "metric": "nearest_other_dwelling_m", "unit": "m", "layer": "building", "role": "required",
         "comparison": "at-least", "met": 100, "weight": 1, "basis": {"nb": "a", "en": "a"}, "basis_kind": "assumption", "reason": {"nb": "a", "en": "a"}}
        """;

    [PostgisFact]
    public async Task A_rule_file_with_an_error_gets_one_message_with_file_and_rule()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        folder.File("ring-b.json", $$"""{"extends": "ring-a.json", "rules": [{{Rule}}]}""");
        (string Path, string Code, string Place)[] cases =
        [
            (folder.File("ring-a.json", $$"""{"extends": "ring-b.json", "rules": [{{Rule}}]}"""), "BOM-107", "ring-a.json"),
            (folder.File("selv.json", $$"""{"extends": "selv.json", "rules": [{{Rule}}]}"""), "BOM-107", "selv.json"),
            (Changed("null.json", "\"met\": 100", "\"met\": 0"), "BOM-101", "null.json rule min-regel"),
            (Changed("nan.json", "\"met\": 100", "\"met\": \"NaN\""), "BOM-101", "nan.json rule min-regel"),
            (Changed("nan-bokstavelig.json", "\"met\": 100", "\"met\": NaN"), "BOM-101", "nan-bokstavelig.json"),
            (Changed("uendelig.json", "\"met\": 100", "\"met\": 1e999"), "BOM-101", "uendelig.json rule min-regel"),
            (Changed("uten-enhet.json", "\"unit\": \"m\", ", ""), "BOM-101", "uten-enhet.json rule min-regel"),
            (Changed("feil-enhet.json", "\"unit\": \"m\"", "\"unit\": \"km\""), "BOM-101", "feil-enhet.json rule min-regel"),
            (Changed("ukjent.json", "nearest_other_dwelling_m", "nearest_pub_m"), "BOM-106", "ukjent.json rule min-regel"),
            (Changed("anlegg.json", "\"nearest_other_dwelling_m\", \"unit\": \"m\", \"layer\": \"building\"", "\"nearest_facility_m\", \"unit\": \"m\", \"layer\": \"facility\""), "BOM-108", "anlegg.json rule min-regel"),
            (Changed("skrivefeil.json", "\"weight\"", "\"wieght\""), "BOM-101", "skrivefeil.json rule min-regel"),
        ];
        foreach (var (path, code, place) in cases)
            (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--rules", path)).DemandProblem(10, code, place);
        (await database.RunAsync("site", "screen", "--grid", "100", "--rules", cases[0].Path)).DemandProblem(10, "BOM-107", "ring-a.json");
        (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--rules", Path.Combine(folder.Path, "borte.json"))).DemandProblem(2, "BOM-002", "borte.json");

        string Changed(string file, string from, string to) => folder.File(file, $$"""{"rules": [{{Rule.Replace(from, to, StringComparison.Ordinal)}}]}""");
    }

    [PostgisFact]
    public async Task A_place_in_the_fjord_outside_the_city_or_on_a_boundary_has_its_own_answer()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        await database.ImportLayerAsync(folder.File("marka.geojson", RealBoundaries.Rectangles(("1701", 596_000, 6_645_000, 600_000, 6_648_000))), "marka");
        await database.ImportLayerAsync(folder.File("planer.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"arealformål": 1110}, "geometry": {"type": "Polygon", "coordinates": [[[595000, 6639000], [601000, 6639000], [601000, 6645000], [595000, 6645000], [595000, 6639000]]]}}]}
            """), "plan", 2024);

        // Two squares with a bay between their southern ends; no outline tells that the bay is water.
        Assert.Equal(("in-no-delbydel", ""), await CheckAsync("--east", "598000", "--north", "6640500"));
        Assert.Equal(("outside-municipality", ""), await CheckAsync("--east", "650000", "--north", "6643000"));
        Assert.Equal(("outside-municipality", ""), await CheckAsync("--lon", "5.33", "--lat", "60.39"));
        Assert.Equal(("outside-municipality", ""), await CheckAsync("--east", "100000000000000000000", "--north", "1"));
        Assert.Equal(("", "0101"), await CheckAsync("--east", "598000", "--north", "6643000")); // on the border: the lower code
        await database.ImportLayerAsync(folder.File("kommune.geojson", RealBoundaries.Rectangles(("0301", 596_000, 6_640_000, 600_000, 6_644_000))), "municipality");
        Assert.Equal(("in-no-delbydel", ""), await CheckAsync("--east", "598000", "--north", "6640500")); // the outline holds the bay, no delbydel does

        (await database.RunAsync("site", "check", "--east", "NaN", "--north", "1")).DemandProblem(2, "BOM-703", "site");
        (await database.RunAsync("site", "check", "--lon", "500", "--lat", "60")).DemandProblem(2, "BOM-703", "site");
        (await database.RunAsync("site", "check", "--east", "nord", "--north", "1")).DemandProblem(2, "BOM-001", "--east");
        (await database.RunAsync("site", "check", "--east", "598000")).DemandProblem(2, "BOM-001", "site");
        var plot = folder.File("tomt.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_050, 6_643_050)));
        (await database.RunAsync("site", "check", "--plot", plot, "--address", "Finnesikkeveien 99")).DemandProblem(2, "BOM-001", "--plot");
        (await database.RunAsync("site", "check", "--plot", plot, "--lat", "60")).DemandProblem(2, "BOM-001", "--plot");
        (await database.RunAsync("site", "check", "--plot", plot)).Demand(0);
        (await database.RunAsync("site", "check", "--address", "Finnesikkeveien 99")).DemandProblem(2, "BOM-702", "address");

        async Task<(string Unknown, string Delbydel)> CheckAsync(params string[] place)
        {
            var json = (await database.RunAsync(["site", "check", .. place, "--json"])).Demand(0).Json;
            Assert.Equal(9, json.GetProperty("groups").GetArrayLength());
            var (delbydel, unknown) = (json.GetProperty("delbydel"), json.GetProperty("unknown").GetString() ?? "");
            Assert.Equal(unknown.Length == 0, json.GetProperty("groups").EnumerateArray().Any(group => group.GetProperty("verdict").GetString() == "suitable"));
            return (unknown, delbydel.ValueKind == JsonValueKind.Null ? "" : delbydel.GetProperty("code").GetString()!);
        }
    }

    [PostgisFact]
    public async Task A_site_in_the_citys_part_of_Marka_is_unsuitable_by_law_and_one_in_the_neighbours_part_is_outside()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        await database.ImportLayerAsync(folder.File("kommune.geojson", RealBoundaries.Rectangles(("0301", 596_000, 6_640_000, 600_000, 6_648_000))), "municipality");
        await database.ImportLayerAsync(folder.File("marka.geojson", RealBoundaries.Rectangles(("1701", 596_000, 6_644_000, 600_000, 6_650_000))), "marka");

        var report = (await database.RunAsync("site", "check", "--east", "598000", "--north", "6646000", "--json")).Demand(0).Json;
        var neighbours = (await database.RunAsync("site", "check", "--east", "598000", "--north", "6649000", "--json")).Demand(0).Json;
        Assert.Equal("outside-municipality", neighbours.GetProperty("unknown").GetString());
        var grid = (await database.RunAsync("site", "screen", "--grid", "500", "--groups", "7", "--json")).Demand(0).Json;

        Assert.Equal(("1701", JsonValueKind.Null), (report.GetProperty("delbydel").GetProperty("code").GetString(), report.GetProperty("unknown").ValueKind));
        Assert.All(report.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("not_applicable").ValueKind == JsonValueKind.Null),
            group => Assert.Equal("unsuitable", group.GetProperty("verdict").GetString()));
        // 64 squares of 500 m in Marka beside those of the delbydeler.
        Assert.Equal(64, grid.GetProperty("groups")[0].GetProperty("unsuitable").GetInt32());
    }

    [PostgisFact]
    public async Task Look_ups_and_adoptions_are_on_record_by_delbydel_and_never_by_place()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var rules = folder.File("regler.json", $$"""{"rules": [{{Rule}}]}""");

        (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--rules", rules)).Demand(0);
        (await database.RunAsync("site", "screen", "--grid", "1000", "--rules", rules)).Demand(0);
        (await database.RunAsync("site", "backtest", folder.File("hjem.csv", "site;east;north;group\nA;597000;6643000;3\n"), "--rules", rules)).Demand(0);
        (await database.RunAsync(Adopt("80", "2025-06-12"))).Demand(0);
        (await database.RunAsync(Adopt("90", "2999-01-01"))).DemandProblem(2, "BOM-001", "--date");
        foreach (var impossible in new[] { "0", "NaN", "Infinity", "99999" })
            (await database.RunAsync(Adopt(impossible, "2025-06-13"))).DemandProblem(2, "BOM-665", "rule min-regel");

        Assert.Equal("site.look 0101, site.rule-adopt min-regel sak 25/1, site.screen backtest, site.screen grid 1000", await database.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', action, subject, detail ->> 'reference'), ', ' ORDER BY action, subject) FROM audit.entry WHERE action LIKE 'site.%'"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE (subject || detail::text) ~ '597000|6643000|597500'"));

        string[] Adopt(string value, string date) =>
            ["site", "rules", "adopt", "min-regel", "--value", value, "--unit", "m", "--body", "Byrådet", "--date", date, "--reference", "sak 25/1", "--rules", rules];
    }

    [PostgisFact]
    public async Task Nobody_decides_about_a_place_outside_the_city_or_for_a_group_that_is_not_placed_there()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        (await database.RunAsync("site", "project", "add", "Tomter")).Demand(0);

        (await database.RunAsync(Decide("5", "650000"))).DemandProblem(2, "BOM-667", "site");
        (await database.RunAsync(Decide("1", "597000"))).DemandProblem(2, "BOM-668", "group");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM site.decision"));
        (await database.RunAsync(Decide("5", "597000"))).Demand(0);

        static string[] Decide(string group, string east) =>
            ["site", "override", "--east", east, "--north", "6643000", "--group", group, "--verdict", "suitable", "--reason", "befaring", "--project", "1"];
    }
}
