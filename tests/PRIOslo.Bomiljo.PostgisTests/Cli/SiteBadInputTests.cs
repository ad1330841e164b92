using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Bad input to the site check through the real command line: a defined outcome, with code, place, remedy and exit code.</summary>
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
        await ImportCityAsync(database, folder);
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
        await ImportCityAsync(database, folder);
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
        await ImportCityAsync(database, folder);
        var rules = folder.File("regler.json", $$"""{"rules": [{{Rule}}]}""");

        (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--rules", rules)).Demand(0);
        (await database.RunAsync("site", "screen", "--grid", "1000", "--rules", rules)).Demand(0);
        (await database.RunAsync(Adopt("80", "2025-06-12"))).Demand(0);
        (await database.RunAsync(Adopt("90", "2999-01-01"))).DemandProblem(2, "BOM-001", "--date");
        (await database.RunAsync(Adopt("0", "2025-06-13"))).DemandProblem(2, "BOM-665", "rule min-regel");

        Assert.Equal("site.look 0101, site.rule-adopt min-regel sak 25/1, site.screen grid 1000", await database.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', action, subject, detail ->> 'reference'), ', ' ORDER BY action) FROM audit.entry WHERE action LIKE 'site.%'"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE (subject || detail::text) ~ '597000|6643000|597500'"));

        string[] Adopt(string value, string date) =>
            ["site", "rules", "adopt", "min-regel", "--value", value, "--unit", "m", "--body", "Byrådet", "--date", date, "--reference", "sak 25/1", "--rules", rules];
    }

    [PostgisFact]
    public async Task Nobody_decides_about_a_place_outside_the_city_or_for_a_group_that_is_not_placed_there()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        (await database.RunAsync("site", "project", "add", "Tomter")).Demand(0);

        (await database.RunAsync(Decide("5", "650000"))).DemandProblem(2, "BOM-667", "site");
        (await database.RunAsync(Decide("1", "597000"))).DemandProblem(2, "BOM-668", "group");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM site.decision"));
        (await database.RunAsync(Decide("5", "597000"))).Demand(0);

        static string[] Decide(string group, string east) =>
            ["site", "override", "--east", east, "--north", "6643000", "--group", group, "--verdict", "suitable", "--reason", "befaring", "--project", "1"];
    }

    [PostgisFact]
    public async Task A_site_in_the_fjord_gets_no_score_and_the_last_rank_with_the_reason()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        var (sites, target) = (folder.File("punkter.csv", "site;east;north\nFjord;598000;6640500\nLand;597000;6643000\n"), Path.Combine(folder.Path, "ut.csv"));

        (await database.RunAsync("site", "screen", "--sites", sites, "--groups", "4", "--out", target)).Demand(0);

        var lines = (await File.ReadAllLinesAsync(target)).Select(line => line.Split(';')).ToArray();
        var (verdict, score, reasons, rank) = (Array.IndexOf(lines[0], "verdict"), Array.IndexOf(lines[0], "score"), Array.IndexOf(lines[0], "reasons"), Array.IndexOf(lines[0], "rank"));
        Assert.Equal(("unknown", "", "2"), (lines[1][verdict], lines[1][score], lines[1][rank]));
        Assert.StartsWith("in-no-delbydel | ", lines[1][reasons].Trim('"'), StringComparison.Ordinal);
        Assert.Equal("1", lines[2][rank]);
        Assert.Contains(" [assumption]", lines[2][reasons], StringComparison.Ordinal);
        Assert.Matches(@" \| unknown: [a-z0-9-]+(, [a-z0-9-]+)*$", lines[2][reasons].Trim('"'));
    }

    [PostgisFact]
    public async Task A_layer_in_the_wrong_place_is_refused_rather_than_taken_for_good_news()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        var near = folder.File("flom.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));
        var far = folder.File("borte.geojson", RealBoundaries.Rectangles(("1", 400_000, 6_643_000, 400_100, 6_643_100)));
        var shape = Path.Combine(folder.Path, "flom.gpkg");
        using (var process = System.Diagnostics.Process.Start("ogr2ogr", ["-f", "GPKG", shape, near]))
            await process.WaitForExitAsync();

        (await database.RunAsync("geodata", "import", near, "--layer", "flood", "--epsg", "25833")).DemandProblem(10, "BOM-501", "flom.geojson");
        (await database.RunAsync("geodata", "import", shape, "--layer", "flood", "--epsg", "25833")).DemandProblem(10, "BOM-501", "flom.gpkg");
        (await database.RunAsync("geodata", "import", far, "--layer", "flood")).DemandProblem(10, "BOM-501", "borte.geojson");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage WHERE layer = 'flood'"));

        (await database.RunAsync("geodata", "import", shape, "--layer", "flood", "--epsg", "25832")).Demand(0);
        (await database.RunAsync("geodata", "import", far, "--layer", "flood", "--coverage", near)).Demand(0);
    }

    [PostgisFact]
    public async Task A_coverage_is_read_in_the_system_that_its_own_file_declares_or_that_is_said_of_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        var covered = folder.File("dekning.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));
        var layer = Path.Combine(folder.Path, "flom.shp");
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "EPSG:25833", layer, covered);
        File.Delete(Path.ChangeExtension(layer, ".prj")); // says nothing of its system
        var degrees = Path.Combine(folder.Path, "grader.gpkg");
        await ConvertAsync("-f", "GPKG", "-t_srs", "EPSG:4326", degrees, covered);
        var mute = Path.Combine(folder.Path, "stum.shp");
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "EPSG:25832", mute, covered);
        File.Delete(Path.ChangeExtension(mute, ".prj"));

        var own = Path.Combine(folder.Path, "egen.shp"); // in a system of its own, that has no code
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "+proj=tmerc +lat_0=58 +lon_0=10.72 +x_0=100000 +y_0=1000000 +ellps=GRS80 +units=m", own, covered);

        foreach (string[] coverage in new string[][] { [covered], [degrees], [mute, "--coverage-epsg", "25832"], [layer], [own] })
        {
            (await database.RunAsync(["geodata", "import", layer, "--layer", "flood", "--epsg", "25833", "--coverage", .. coverage])).Demand(0);
            Assert.Equal("597050 6643050 10000", await database.ScalarAsync<string>(
                "SELECT round(ST_X(ST_Centroid(coverage))) || ' ' || round(ST_Y(ST_Centroid(coverage))) || ' ' || round(ST_Area(coverage)) FROM geo.current_vintage WHERE layer = 'flood'"));
        }

        (await database.RunAsync("geodata", "import", layer, "--layer", "flood", "--epsg", "25833", "--coverage", degrees, "--coverage-epsg", "25832")).DemandProblem(10, "BOM-501", "grader.gpkg");

        static async Task ConvertAsync(params string[] arguments)
        {
            using var process = System.Diagnostics.Process.Start("ogr2ogr", arguments);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
    }

    [PostgisFact]
    public async Task Another_municipalitys_address_register_is_refused_and_the_one_in_force_stays()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        (await database.RunAsync("geodata", "import", Register("oslo.csv", 597_000), "--layer", "address")).Demand(0);

        (await database.RunAsync("geodata", "import", Register("bergen.csv", 297_000), "--layer", "address")).DemandProblem(10, "BOM-501", "bergen.csv");

        Assert.Equal("oslo.csv", await database.ScalarAsync<string>("SELECT string_agg(file_name, ',') FROM geo.vintage WHERE layer = 'address'"));

        string Register(string name, int east) => folder.File(name, $"adressenavn;nummer;bokstav;postnummer;poststed;EPSG-kode;Nord;Øst\nStorgata;1;;0184;OSLO;25832;6643000;{east}\n");
    }

    [PostgisFact]
    public async Task Sites_that_are_none_are_listed_by_line_and_the_rest_is_judged()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        var plots = folder.File("tomter.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "id": "Krysser", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643050], [597050, 6643000], [597000, 6643050], [597000, 6643000]]]}},
            {"type": "Feature", "id": "Hel", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643000], [597050, 6643050], [597000, 6643050], [597000, 6643000]]]}},
            {"type": "Feature", "id": "Strek", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[597000, 6643000], [597050, 6643050]]}}]}
            """);
        var (exit, json) = await ScreenAsync(plots);
        Assert.Equal((11, 1, "1 BOM-701,3 BOM-701"), (exit, json.GetProperty("sites").GetInt32(), Rejections(json)));

        (exit, json) = await ScreenAsync(folder.File("punkter.csv", "site;east;north;group;units\nGod;597000;6643000;5;8\nIkke tall;NaN;6643000;5;8\nUkjent gruppe;597000;6643000;9;8\nIngen boliger;597000;6643000;5;0\nGrader;10,75;59,91;5;8\n;597000;6643000;5;8\n"));
        Assert.Equal((11, 1, "3 BOM-701,4 BOM-701,5 BOM-701,6 BOM-701,7 BOM-701"), (exit, json.GetProperty("sites").GetInt32(), Rejections(json)));

        (await database.RunAsync("site", "screen", "--sites", folder.File("uten.csv", "navn;x;y\nA;1;2\n"), "--out", Path.Combine(folder.Path, "u.csv"))).DemandProblem(10, "BOM-701", "uten.csv line 1");
        (await database.RunAsync("site", "screen", "--sites", folder.File("annet.geojson", """{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:2154"}}, "features": []}"""), "--out", Path.Combine(folder.Path, "u.csv"))).DemandProblem(2, "BOM-504", "");
        (await database.RunAsync("site", "screen", "--grid", "0")).DemandProblem(2, "BOM-001", "--grid");

        async Task<(int, JsonElement)> ScreenAsync(string file)
        {
            var result = await database.RunAsync("site", "screen", "--sites", file, "--out", Path.Combine(folder.Path, "ut.csv"), "--json");
            return (result.ExitCode, result.Json);
        }

        static string Rejections(JsonElement json) =>
            string.Join(',', json.GetProperty("rejections").EnumerateArray().Select(row => $"{row.GetProperty("line").GetInt32()} {row.GetProperty("code").GetString()}"));
    }

    [PostgisFact]
    public async Task Ten_thousand_identical_sites_get_ten_thousand_identical_answers()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await ImportCityAsync(database, folder);
        var file = folder.File("like.csv", "site;east;north\n" + string.Concat(Enumerable.Repeat("Samme;597000;6643000\n", 10_000)));
        var target = Path.Combine(folder.Path, "like-ut.csv");

        var result = (await database.RunAsync("site", "screen", "--sites", file, "--groups", "5", "--out", target, "--json")).Demand(0).Json;

        Assert.Equal(10_000, result.GetProperty("sites").GetInt32());
        var lines = await File.ReadAllLinesAsync(target);
        Assert.Equal(10_001, lines.Length);
        Assert.Single(lines.Skip(1).Distinct(StringComparer.Ordinal)); // the rank too: equal sites share it
    }

    [PostgisTheory]
    [InlineData("plan", "arealform\u00e5l", "1110", "homes")]
    [InlineData("plan", "arealform\u00e5l", "1300", "other")]
    [InlineData("noise", "st\u00f8ysonekategori", "R", "red")]
    [InlineData("ownership", "eiertype", "kommunal", "municipal")]
    [InlineData("facility", "gruppe", "5,6", "5,6")]
    [InlineData("flood", "type", "200", "200")]
    [InlineData("quick-clay", "type", "a", "a")]
    [InlineData("contamination", "type", "a", "a")]
    [InlineData("heritage", "type", "a", "a")]
    [InlineData("steep", "type", "a", "a")]
    [InlineData("transit", "type", "a", "a")]
    [InlineData("low-threshold", "type", "a", "a")]
    public async Task Each_layer_comes_in_from_every_format_and_system_where_it_belongs_with_its_kind(string layer, string field, string value, string kind)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var source = folder.File("kilde.geojson",
            $$$"""
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"{{{field}}}": "{{{value}}}"}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643000], [597050, 6643050], [597000, 6643050], [597000, 6643000]]]}}]}
            """);
        foreach (var (driver, file) in new[] { ("GML", "lag.gml"), ("ESRI Shapefile", "lag.shp"), ("GPKG", "lag.gpkg") })
        {
            var path = Path.Combine(folder.Path, file);
            string[] encoding = driver == "ESRI Shapefile" ? ["-lco", "ENCODING=UTF-8"] : [];
            using (var process = System.Diagnostics.Process.Start("ogr2ogr", ["-f", driver, "-t_srs", "EPSG:25833", .. encoding, path, source]))
            {
                await process.WaitForExitAsync();
                Assert.Equal(0, process.ExitCode);
            }

            var report = (await database.RunAsync("geodata", "import", path, "--layer", layer, "--vintage", "2024", "--json")).Demand(0).Json;
            Assert.Equal((file, 1), (file, report.GetProperty("features").GetInt32()));
            Assert.Equal($"{file} {kind} 0.0", await database.ScalarAsync<string>(
                $"SELECT '{file} ' || kind || ' ' || round(ST_Distance(ST_Centroid(geom), ST_SetSRID(ST_MakePoint(597025, 6643025), 25832))::numeric, 1) FROM geo.feature"));
        }

        var latin = Path.Combine(folder.Path, "latin.geojson");
        await File.WriteAllTextAsync(latin, (await File.ReadAllTextAsync(source)).Replace(value, "blå", StringComparison.Ordinal), System.Text.Encoding.Latin1);
        (await database.RunAsync("geodata", "import", latin, "--layer", layer)).DemandProblem(10, "BOM-501", "latin.geojson");

        // The same numbers, declared to be in a system where they are no place in Norway, or in none that is known.
        (await database.RunAsync("geodata", "import", source, "--layer", layer, "--epsg", "4326")).DemandProblem(10, "BOM-501", "kilde.geojson");
        (await database.RunAsync("geodata", "import", source, "--layer", layer, "--epsg", "2154")).DemandProblem(2, "BOM-504", "");
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM geo.current_vintage"));
    }

    [PostgisTheory]
    [InlineData("plan")]
    [InlineData("noise")]
    [InlineData("ownership")]
    public async Task A_layer_whose_kinds_are_all_unknown_is_refused_rather_than_taken_for_good_news(string layer)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("uten-type.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));

        (await database.RunAsync("geodata", "import", file, "--layer", layer)).DemandProblem(10, "BOM-501", "uten-type.geojson");

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }

    /// <summary>Two delbydeler side by side, the south between them left out, and a house in each.</summary>
    private static async Task ImportCityAsync(TestDatabase database, TempFolder folder)
    {
        await database.ImportLayerAsync(folder.File("omrader.geojson", string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"kode": "0102", "navn": "Øst"}, "geometry": {"type": "Polygon", "coordinates": [[[598000, 6642000], [599000, 6640000], [600000, 6640000], [600000, 6644000], [598000, 6644000], [598000, 6642000]]]}},
            {"type": "Feature", "properties": {"kode": "0101", "navn": "Vest"}, "geometry": {"type": "Polygon", "coordinates": [[[596000, 6640000], [597000, 6640000], [598000, 6642000], [598000, 6644000], [596000, 6644000], [596000, 6640000]]]}}]}
            """)));
        await database.ImportLayerAsync(folder.File("bygninger.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"type": "residential", "dwellings": 4}, "geometry": {"type": "Point", "coordinates": [597070, 6643000]}},
            {"type": "Feature", "properties": {"type": "residential", "dwellings": 4}, "geometry": {"type": "Point", "coordinates": [599070, 6643000]}}]}
            """), "building", 2024);
    }
}
