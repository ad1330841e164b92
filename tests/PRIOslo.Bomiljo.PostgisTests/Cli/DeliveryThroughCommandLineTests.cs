using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Deliveries of unusual kinds, from file to database by the verbs alone.</summary>
[Collection("postgis")]
public sealed class DeliveryThroughCommandLineTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Counts_per_grunnkrets_go_to_delbydeler_by_a_layer_that_is_a_table_of_polygons()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var areas = folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000), ("0102", 597_000, 6_640_000, 600_000, 6_646_000)));
        (await database.RunAsync("geodata", "import", areas, "--layer", "delbydel", "--vintage", "2020")).Demand(0);
        var units = folder.File("grunnkretser.csv",
            $"grunnkretsnummer;grunnkretsnavn;WKT\n03010101;Nord;{Square(594_100)}\n03010102;Midt;{Square(596_700)}\n03010103;Sør;{Square(598_000)}\n");
        (await database.RunAsync("geodata", "import", units, "--layer", "grunnkrets", "--vintage", "2020", "--epsg", "25832")).Demand(0);
        var source = Source(folder, "krets", "ambulanse", mapping => mapping.Replace("\"grid-cell\"", "\"grunnkrets\"", StringComparison.Ordinal)
            .Replace("\"cellMetres\": 250,", "", StringComparison.Ordinal).Replace("\"Rute\"", "\"Krets\"", StringComparison.Ordinal));
        var delivery = folder.File("krets.csv", "Dato;Type;Krets;Antall\n"
            + "04.01.2023;Voldsskade;03010101;5\n04.01.2023;Voldsskade;3010102;7\n05.01.2023;Voldsskade;03010103;13\n05.01.2023;Voldsskade;03010104;2\n05.01.2023;Voldsskade;03020101;1\n");

        var report = (await database.RunAsync("import", source, delivery, "--json")).Demand(11).Json.GetProperty("files")[0];

        Assert.Equal((4, 1, 3, 1), (Number(report, "accepted"), Number(report, "rejected"), Number(report, "placed"), Number(report, "unplaced")));
        Assert.Equal(["0101 12", "0102 13"], await database.RowsAsync("SELECT delbydel, sum(incidents) FROM incident.placed WHERE delbydel IS NOT NULL GROUP BY delbydel ORDER BY 1"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE point IS NOT NULL"));
    }

    [PostgisTheory]
    [InlineData(25833, 0.1)]
    [InlineData(4326, 1_200)] // two decimals of a degree
    [InlineData(3857, 0.1)]
    [InlineData(5110, 0.1)]
    [InlineData(27393, 0.1)]
    public async Task A_delivery_in_another_system_comes_in_by_a_mapping_that_declares_it(int epsg, double withinMetres)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 593_000, 6_639_000, 601_000, 6_647_000))));
        var declared = Source(folder, "avfall", "renovasjon", mapping => mapping.Replace("25832", $"{epsg}", StringComparison.Ordinal));
        var exchanged = Source(folder, "byttet", "renovasjon", mapping => mapping.Replace("25832", $"{epsg}", StringComparison.Ordinal)
            .Replace("\"X\"", "\"Z\"", StringComparison.Ordinal).Replace("\"Y\"", "\"X\"", StringComparison.Ordinal).Replace("\"Z\"", "\"Y\"", StringComparison.Ordinal));
        var file = folder.WriteRandom("a.csv", 200, seed: 1, epsg);

        (await database.RunAsync("import", exchanged, file)).DemandProblem(10, "BOM-306", $"likely EPSG:{epsg} with east and north exchanged");
        var report = (await database.RunAsync("import", declared, file, "--json")).Demand(11).Json.GetProperty("files")[0];

        Assert.Equal((198, 2, 198), (Number(report, "accepted"), Number(report, "rejected"), Number(report, "placed")));
        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("b.csv", 200, seed: 1))).Demand(11);
        Assert.True(await database.ScalarAsync<double>(
            "SELECT max(ST_Distance(a.point, b.point)) FROM incident.incident a JOIN incident.incident b USING (line) WHERE a.source = 'avfall' AND b.source = 'renovasjon'") < withinMetres);
    }

    [PostgisFact]
    public async Task Retention_shows_what_would_go_and_then_deletes_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 593_000, 6_639_000, 601_000, 6_647_000))));
        (await database.RunAsync("import", "renovasjon", folder.WriteRandom("a.csv", 300, seed: 1, year: 2019))).Demand(11);
        (await database.RunAsync("import", "renovasjon", folder.Write("b.csv", Enumerable.Range(1_000, 40).Select(number => WasteFile.Row(number, 2020, 596_000, 6_642_000))))).Demand(0);
        Assert.Contains("No source's term is over.", (await database.RunAsync("retention", "run")).Demand(0).Output, StringComparison.Ordinal);
        await database.ExecuteAsync(
            """
            INSERT INTO heatmap.measurement VALUES (2019, 1, '2020-03-01', 'v', 1, '{}');
            INSERT INTO heatmap.frozen (year, version, frozen_at, frozen_by, program_version, inputs, tables, sha256)
            VALUES (2019, 1, '2020-03-01 12:00Z', 'test', 'v', '{}', '{}', repeat('0', 64))
            """);

        var dry = (await database.RunAsync("retention", "run", "--dry-run")).Demand(0).Output;
        Assert.Contains("renovasjon   2019: 297 rows, 297 incidents; frozen 2020-03-01, term 36 months.", dry, StringComparison.Ordinal);
        Assert.Contains("nothing was deleted", dry, StringComparison.Ordinal);
        Assert.Equal(337, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));

        Assert.Equal(297, (await database.RunAsync("retention", "run", "--json")).Demand(0).Json.GetProperty("years")[0].GetProperty("rows").GetInt64());
        Assert.Equal(40, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));
        (await database.RunAsync("audit", "verify")).Demand(0);
        Assert.Contains("a.csv  (raw rows of 2019 deleted after their term)", (await database.RunAsync("delivery", "list")).Demand(0).Output, StringComparison.Ordinal);

        var late = folder.Write("late.csv", [WasteFile.Row(5_000, 2019, 596_000, 6_642_000), WasteFile.Row(5_001, 2020, 596_000, 6_642_000)]);
        foreach (var options in new string[][] { [], ["--dry-run"], ["--beside"] })
            (await database.RunAsync(["import", "renovasjon", late, .. options])).DemandProblem(13, "BOM-317", "renovasjon 2019");
        (await database.RunAsync("import", "renovasjon", folder.Write("rest.csv", [WasteFile.Row(5_001, 2020, 596_000, 6_642_000)]))).Demand(0);
        Assert.Equal(41, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));

        var outside = Source(folder, "avfall", "renovasjon", mapping => mapping);
        (await database.RunAsync("import", outside, folder.WriteRandom("c.csv", 100, seed: 2, year: 2019))).Demand(11);
        Assert.Equal(0, (await database.RunAsync("retention", "run", "--json")).Demand(0).Json.GetProperty("years").GetArrayLength());
        Assert.Contains("avfall       2019: 99 rows", (await database.RunAsync("retention", "run", outside)).Demand(0).Output, StringComparison.Ordinal);
    }

    private static string Square(double east) => FormattableString.Invariant($"\"POLYGON (({east} 6641000, {east + 500} 6641000, {east + 500} 6641500, {east} 6641500, {east} 6641000))\"");

    private static int Number(System.Text.Json.JsonElement report, string key) => report.GetProperty(key).GetInt32();

    /// <summary>A copy of a source's mapping under another name.</summary>
    private static string Source(TempFolder folder, string name, string of, Func<string, string> change)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "source.json"),
            change(File.ReadAllText(Path.Combine(ProjectFolders.Importers, of, "source.json")).Replace($"\"source\": \"{of}\"", $"\"source\": \"{name}\"", StringComparison.Ordinal)));
        return path;
    }
}
