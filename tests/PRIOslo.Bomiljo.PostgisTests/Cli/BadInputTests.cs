using System.IO.Compression;
using System.Text;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Bad input through the real command line: one message with code, place and remedy, the right exit code, nothing stored.</summary>
[Collection("postgis")]
public sealed class BadInputTests(PostgisCluster cluster)
{
    private const string Good = WasteFile.Header + "\nR-1;04.08.2023 13:27;Søppel i park;;;596610,55;6647802,03;\n";

    [PostgisFact]
    public async Task A_delivery_that_cannot_be_read_gets_one_message_and_nothing_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var windows = Path.Combine(folder.Path, "windows.csv");
        File.WriteAllBytes(windows, [.. Encoding.UTF8.GetBytes(Good + Good), .. Encoding.GetEncoding(1252).GetBytes("R-2;04.08.2023 13:27;Søppel i park;;;;;\n")]);
        var binary = Path.Combine(folder.Path, "book.xlsx");
        File.WriteAllBytes(binary, [.. "PK\u0003\u0004"u8, .. new byte[100]]);
        var cases = new (string Path, int Exit, string Code, string Place)[]
        {
            (windows, 10, "BOM-301", "windows.csv, line"),
            (folder.File("colons.csv", Good.Replace(';', ':')), 10, "BOM-303", "colons.csv, line 1"),
            (folder.File("missing.csv", Good.Replace("Meldt", "Tid", StringComparison.Ordinal)), 10, "BOM-303", "missing.csv, line 1"),
            (folder.File("empty.csv", ""), 10, "BOM-304", "empty.csv"),
            (folder.File("header.csv", WasteFile.Header + "\n"), 10, "BOM-304", "header.csv"),
            (folder.File("twice.csv", Good.Replace("Status", "type", StringComparison.Ordinal)), 10, "BOM-316", "twice.csv, line 1"),
            (folder.File("long.csv", WasteFile.Header + "\n" + new string('x', 2_000_000)), 10, "BOM-302", "long.csv, line 2"),
            (Zip(folder, "inner.zip", "a.csv", Zip(folder, "packed.zip", "a.csv", folder.File("a.csv", Good))), 10, "BOM-305", "inner.zip"),
            (Zip(folder, "folder.zip", "empty/", null), 10, "BOM-304", "folder.zip"),
            (binary, 10, "BOM-305", "book.xlsx"),
            (folder.Path, 2, "BOM-003", Path.GetFileName(folder.Path)),
            (folder.Path + "/", 2, "BOM-003", Path.GetFileName(folder.Path)),
            (Path.Combine(folder.Path, "nowhere.csv"), 2, "BOM-002", "nowhere.csv"),
            (Path.Combine(folder.Path, "no-folder", "nowhere.csv"), 2, "BOM-002", "nowhere.csv"),
            ("/dev/null", 10, "BOM-304", "null"),
        };
        foreach (var (path, exit, code, place) in cases)
            (await database.RunAsync("import", "renovasjon", path, "--json")).DemandProblem(exit, code, place);

        Assert.Equal(0, await database.RowsAsync());
    }

    [PostgisFact]
    public async Task A_name_in_an_archive_leads_to_no_other_folder()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var packed = Directory.CreateDirectory(Path.Combine(folder.Path, "in", "deep")).FullName;
        using (var inner = new TempFolder())
            File.Copy(Zip(inner, "a.zip", "../../out.csv", inner.File("a.csv", Good)), Path.Combine(packed, "a.zip"));

        (await database.RunAsync("import", "renovasjon", Path.Combine(packed, "a.zip"))).Demand(0);

        Assert.Equal(["a.zip"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [PostgisFact]
    public async Task Wrong_arguments_get_one_message_and_exit_code_2()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("good.csv", Good);

        (await database.RunAsync("import", "nav", file)).DemandProblem(2, "BOM-002", "importers/nav");
        (await database.RunAsync("fly")).DemandProblem(2, "BOM-001", "fly");
        (await database.RunAsync()).DemandProblem(2, "BOM-001", "");
        (await database.RunAsync("import")).DemandProblem(2, "BOM-001", "import");
        (await database.RunAsync("import", "renovasjon", file, "--fast")).DemandProblem(2, "BOM-001", "--fast");
        (await database.RunAsync("geodata", "import", file, "--layer", "moon")).DemandProblem(2, "BOM-001", "--layer");
        (await database.RunAsync("geodata", "import", file, "--layer", "delbydel", "--epsg", "north")).DemandProblem(2, "BOM-001", "--epsg");
        (await database.RunAsync("measure", "verify", "2023", "--threads", "two")).DemandProblem(2, "BOM-001", "--threads");
        (await database.RunAsync("measure", "verify", "2023", "--threads", "0")).DemandProblem(2, "BOM-001", "--threads");
        (await database.RunAsync("delivery", "withdraw", "77")).DemandProblem(2, "BOM-308", "delivery 77");
        Assert.Equal(0, await database.RowsAsync());
    }

    [PostgisFact]
    public async Task A_date_that_does_not_exist_rejects_its_row_and_the_rest_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("dates.csv", Good + "R-2;30.02.2023 13:27;Søppel i park;;;596610,55;6647802,03;\n");

        var result = (await database.RunAsync("import", "renovasjon", file, "--json")).Demand(11);

        var report = Assert.Single(result.Json.GetProperty("files").EnumerateArray());
        Assert.Equal((2, 1, 1), (report.GetProperty("read").GetInt32(), report.GetProperty("accepted").GetInt32(), report.GetProperty("rejected").GetInt32()));
        Assert.Equal("""[{"line":3,"column":"Meldt","code":"BOM-202"}]""", Compact(report.GetProperty("rejections").GetRawText()));
        var told = (await database.RunAsync("import", "renovasjon", folder.File("again.csv", Good.Replace("R-1", "R-3", StringComparison.Ordinal) + "R-4;x;Søppel i park;;;;;\n"))).Demand(11);
        Assert.Contains("line 3, column Meldt: BOM-202 ", told.Output, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task When_a_later_file_is_refused_the_object_tells_of_those_that_are_in()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();

        var result = (await database.RunAsync("import", "renovasjon", folder.File("a.csv", Good), folder.File("empty.csv", ""), "--json")).Demand(10);

        Assert.Equal("a.csv", Assert.Single(result.Json.GetProperty("files").EnumerateArray()).GetProperty("file").GetString());
        Assert.StartsWith("BOM-304 empty.csv", result.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("BOM-304 empty.csv", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.delivery"));
    }

    [PostgisFact]
    public async Task Json_is_one_object_with_the_keys_of_the_contract()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();

        var import = (await database.RunAsync("import", "renovasjon", folder.File("a.csv", Good), folder.File("b.csv", Good.Replace("R-1", "R-2", StringComparison.Ordinal)), "--json")).Demand(0);

        Assert.Equal(2, import.Json.GetProperty("files").GetArrayLength());
        var keys = import.Json.GetProperty("files")[0].EnumerateObject().Select(property => property.Name).ToHashSet();
        Assert.Superset(new HashSet<string>(
            ["source", "file", "sha256", "read", "accepted", "rejected", "duplicate", "ignored", "merged", "placed", "unplaced", "outside", "incidents", "geocoded", "rejections", "seconds"]), keys);
        Assert.Equal(["exact", "fuzzy", "street", "failed"], import.Json.GetProperty("files")[0].GetProperty("geocoded").EnumerateObject().Select(property => property.Name));

        var areas = folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_650_000), ("0102", 596_999, 6_640_000, 600_000, 6_650_000)));
        var geodata = (await database.RunAsync("geodata", "import", areas, "--layer", "delbydel", "--vintage", "2020", "--json")).Demand(0).Json;
        Assert.Superset(new HashSet<string>(["layer", "vintage", "features", "repaired", "dropped", "overlaps", "gaps", "seconds"]),
            geodata.EnumerateObject().Select(property => property.Name).ToHashSet());
        Assert.Equal((1, 10_000.0), (geodata.GetProperty("overlaps").GetProperty("pairs").GetInt32(), geodata.GetProperty("overlaps").GetProperty("area_m2").GetDouble()));
        Assert.Equal((0, 0.0), (geodata.GetProperty("gaps").GetProperty("count").GetInt32(), geodata.GetProperty("gaps").GetProperty("area_m2").GetDouble()));

        Assert.Equal(2, (await database.RunAsync("delivery", "list", "--json")).Demand(0).Json.GetProperty("deliveries").GetArrayLength());
        Assert.Equal(1, (await database.RunAsync("delivery", "withdraw", "1", "--json")).Demand(0).Json.GetProperty("removed").GetInt32());
        Assert.Equal("external", (await database.RunAsync("db", "status", "--json")).Demand(0).Json.GetProperty("mode").GetString());
        Assert.False((await database.RunAsync("db", "stop", "--json")).Demand(0).Json.GetProperty("stopped").GetBoolean());
        var population = folder.File("population.csv", "code,year,residents\n0101,2023,5000\n01,2023,6000\n");
        Assert.Equal(2, (await database.RunAsync("population", "import", population, "--json")).Demand(0).Json.GetProperty("rows").GetInt32());
        Assert.True((await database.RunAsync("import", "check", "politi", "--json")).Demand(0).Json.GetProperty("same").GetBoolean());
    }

    [PostgisFact]
    public async Task Bad_geodata_and_population_get_one_message()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        string[] layer = ["--layer", "delbydel", "--json"];

        (await database.RunAsync(["geodata", "import", folder.File("broken.geojson", "{\n\"type\":"), .. layer])).DemandProblem(10, "BOM-501", "broken.geojson, line 2");
        (await database.RunAsync(["geodata", "import", folder.File("other.geojson", "[1]"), .. layer])).DemandProblem(10, "BOM-501", "other.geojson");
        (await database.RunAsync(["geodata", "import", folder.File("text.gpkg", "no geopackage"), .. layer])).DemandProblem(10, "BOM-501", "text.gpkg");
        (await database.RunAsync(["geodata", "import", folder.File("empty.geojson", ""), .. layer])).DemandProblem(10, "BOM-501", "empty.geojson");
        (await database.RunAsync(["geodata", "import", folder.Path, .. layer])).DemandProblem(2, "BOM-003", Path.GetFileName(folder.Path));
        (await database.RunAsync(["geodata", "import", "nowhere.geojson", .. layer])).DemandProblem(2, "BOM-002", "nowhere.geojson");
        var areas = folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_650_000)));
        (await database.RunAsync(["geodata", "import", areas, "--epsg", "4326", .. layer])).DemandProblem(10, "BOM-501", "areas.geojson");
        (await database.RunAsync(["geodata", "import", areas, "--epsg", "9999", .. layer])).DemandProblem(2, "BOM-504", "EPSG:9999");
        (await database.RunAsync(["geodata", "import", areas, "--code", "nummer", .. layer])).DemandProblem(10, "BOM-501", "areas.geojson, feature 1");
        (await database.RunAsync("geodata", "import", folder.File("addresses.csv", "a;b\n1;2\n"), "--layer", "address")).DemandProblem(10, "BOM-303", "addresses.csv, line 1");
        (await database.RunAsync("population", "import", folder.File("p1.csv", "code;residents\n0101;5\n"))).DemandProblem(10, "BOM-303", "p1.csv, line 1");
        (await database.RunAsync("population", "import", folder.File("p2.csv", "code;year;residents\n0101;2023;5\n0102;2023;many\n"))).DemandProblem(10, "BOM-501", "p2.csv, line 3, column residents");
        (await database.RunAsync("population", "import", folder.File("p3.csv", ""))).DemandProblem(10, "BOM-304", "p3.csv");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT (SELECT count(*) FROM geo.vintage) + (SELECT count(*) FROM geo.population)"));
    }

    [PostgisFact]
    public async Task Coordinates_in_another_system_stop_the_delivery_and_the_likely_one_is_named()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 590_000, 6_635_000, 605_000, 6_650_000))));

        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("utm33.csv", 200, seed: 1, epsg: 25833), "--json")).DemandProblem(10, "BOM-306", "EPSG:25833");
        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("long.csv", 3_000, seed: 1, epsg: 25833), "--json")).DemandProblem(10, "BOM-306", "EPSG:25833");
        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("degrees.csv", 200, seed: 1, epsg: 4326), "--json")).DemandProblem(10, "BOM-306", "EPSG:4326");
        Assert.Equal(0, await database.RowsAsync());
        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("utm32.csv", 200, seed: 1))).Demand(11);
    }

    [PostgisFact]
    public async Task Without_a_database_every_verb_that_needs_one_says_so()
    {
        using var folder = new TempFolder();
        var nowhere = new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_DATABASE"] = "Host=127.0.0.1;Port=1;Username=x;Password=hemmelig;Database=x" };
        foreach (var arguments in new string[][] { ["import", "renovasjon", folder.File("good.csv", Good)], ["delivery", "list"], ["db", "migrate"], ["population", "import", "x.csv"] })
        {
            var result = await CliProcess.RunAsync(nowhere, arguments);
            result.DemandProblem(12, "BOM-403", "BOMILJO_DATABASE");
            Assert.DoesNotContain("hemmelig", result.Error, StringComparison.Ordinal);
        }

        var nonsense = new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_DATABASE"] = "hemmelig" };
        (await CliProcess.RunAsync(nonsense, "delivery", "list")).DemandProblem(12, "BOM-403", "BOMILJO_DATABASE");
        Assert.False((await CliProcess.RunAsync(nowhere, "db", "status", "--json")).Demand(0).Json.GetProperty("running").GetBoolean());
    }

    /// <summary>In turn, each cell of a row that is rejected holds a secret.</summary>
    [PostgisFact]
    public async Task A_cells_value_is_in_no_output_and_not_in_the_ledger()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var rows = Enumerable.Range(0, 8).Select(cell => string.Join(';',
            new[] { "", "x", "", "", "", "x", "x", "" }.Select((text, at) => at == cell ? "hemmelig 01017012345" : text)));
        var file = folder.Write("secrets.csv", rows.Append("hemmelig;for;mange;felt;hemmelig;a;b;c;d;e"));

        var shown = (await database.RunAsync("import", "renovasjon", file)).Demand(11);
        await database.ExecuteAsync("UPDATE ledger.delivery SET withdrawn_at = now()");
        var json = (await database.RunAsync("import", "renovasjon", file, "--json")).Demand(11);

        Assert.DoesNotContain("hemmelig", shown.Output + shown.Error + json.Output + json.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.rejection r WHERE r::text LIKE '%hemmelig%'"));
        Assert.Equal(18, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.rejection"));
    }

    private static string Compact(string json) => json.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static string Zip(TempFolder folder, string name, string entry, string? content)
    {
        var path = Path.Combine(folder.Path, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var written = zip.CreateEntry(entry).Open();
        if (content is not null)
            written.Write(File.ReadAllBytes(content));
        return path;
    }
}
