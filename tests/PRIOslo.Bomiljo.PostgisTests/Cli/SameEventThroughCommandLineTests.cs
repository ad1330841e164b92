using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>One event that two services tell of, from their files to the total, by the verbs alone, in an installation with its own rule.</summary>
[Collection("postgis")]
public sealed class SameEventThroughCommandLineTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_car_fire_that_fire_service_and_police_tell_of_is_counted_once_in_the_total_where_the_rule_is_on()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var program = Install(folder.Path);
        await RunAsync("geodata", "import", folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000), ("0102", 597_000, 6_640_000, 600_000, 6_646_000))), "--layer", "delbydel", "--vintage", "2020");
        await RunAsync("population", "import", folder.File("population.csv", "code;year;residents\n0101;2023;5000\n0102;2023;6000\n"));
        // One a month; of the police's, those of the first three months are ten minutes and 50 m from the fire service's.
        var months = Enumerable.Range(1, 12).ToList();
        await RunAsync("import", "brann", folder.File("brann.csv", "Oppdrag ID;Kommunenr;Dato og Tid;Oppdragstype;Adresseobjekt;Postnr;Poststed;X;Y\n"
            + string.Concat(months.Select(month => $"{month};0301;05.{month:00}.2023 12:00:00;Brann i personbil;;;;595000;6642000\n"))));
        await RunAsync("import", "patrulje", folder.File("patrulje.csv", "Meldingsnr;Meldt;Type;X;Y\n"
            + string.Concat(months.Select(month => $"P-{month};05.{month:00}.2023 {(month <= 3 ? "12:10" : "18:00")};Skadeverk;595050;6642000\n"))));

        await RunAsync("measure", "2023");
        Assert.Equal(["brann 12", "ro-og-orden 12", "total 24"], await CountsAsync());
        SetRule(enabled: true);
        var told = await RunAsync("measure", "2023");

        Assert.Contains("same event, fire-and-patrol: 3 pairs among 12 and 12 reports; the total leaves out 12.50 % of all incidents.", told.Output, StringComparison.Ordinal);
        Assert.Equal(["brann 12", "ro-og-orden 12", "total 21"], await CountsAsync());

        Task<List<string>> CountsAsync() => database.RowsAsync(
            "SELECT theme, incidents FROM heatmap.figure WHERE level = 'by' AND theme IN ('brann', 'ro-og-orden', 'total') AND version = (SELECT max(version) FROM heatmap.measurement) ORDER BY theme");

        async Task<CliResult> RunAsync(params string[] arguments) => (await CliProcess.RunFromAsync(program, CliProcess.EnvironmentOf(database), arguments)).Demand(0);

        void SetRule(bool enabled) => WriteRule(folder.Path, enabled);
    }

    /// <summary>The program with the project's data, a source «patrulje» with points, and a rule that is off.</summary>
    /// <returns>The program's folder.</returns>
    private static string Install(string folder)
    {
        var program = Path.Combine(folder, "program");
        Copy(CliProcess.Folder, program);
        Copy(ProjectFolders.Geodata, Path.Combine(folder, "geodata"));
        Copy(ProjectFolders.Importers, Path.Combine(folder, "importers"));
        var patrol = Directory.CreateDirectory(Path.Combine(folder, "importers", "patrulje")).FullName;
        var mapping = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectFolders.Importers, "renovasjon", "source.json")))!.AsObject();
        mapping["source"] = "patrulje";
        mapping["categories"] = new JsonObject { ["Skadeverk"] = "ro-og-orden.vandalism" };
        File.WriteAllText(Path.Combine(patrol, "source.json"), mapping.ToJsonString());
        WriteRule(folder, enabled: false);
        return program;
    }

    private static void WriteRule(string folder, bool enabled) => File.WriteAllText(Path.Combine(folder, "importers", "same-events.json"),
        $$"""
        { "rules": [{ "rule": "fire-and-patrol", "enabled": {{(enabled ? "true" : "false")}},
            "first": { "sources": ["brann"], "categories": ["brann.vehicle"] }, "second": { "sources": ["patrulje"], "categories": ["ro-og-orden.vandalism"] },
            "windowMinutes": 60, "distanceMetres": 200, "sameDelbydel": false, "reason": "test" }] }
        """);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
