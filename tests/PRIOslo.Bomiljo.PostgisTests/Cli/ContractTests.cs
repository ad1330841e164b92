using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Publishing;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>The command line is a contract: names that other programs read stand here to the letter, and may only be added to.</summary>
[Collection("demo")]
public sealed class ContractTests(DemoCity city) : IDisposable
{
    private static readonly string[] Metrics =
    [
        "dwellings_25m", "dwellings_50m", "dwellings_100m", "dwellings_200m", "residential_share_200m", "nearest_dwelling_m", "nearest_building_m",
        "nearest_business_m", "nearest_school_m", "nearest_kindergarten_m",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-contract-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgisTheory]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("db start")]
    [InlineData("db stop")]
    [InlineData("db status")]
    [InlineData("db migrate")]
    [InlineData("db backup")]
    [InlineData("db restore")]
    [InlineData("sample generate")]
    [InlineData("geodata import")]
    [InlineData("population import")]
    [InlineData("import")]
    [InlineData("import check")]
    [InlineData("delivery list")]
    [InlineData("delivery withdraw")]
    [InlineData("measure")]
    [InlineData("measure freeze")]
    [InlineData("measure verify")]
    [InlineData("measure publish")]
    [InlineData("heatmap export")]
    [InlineData("site screen")]
    [InlineData("site check")]
    [InlineData("site backtest")]
    [InlineData("audit verify")]
    public async Task Every_verb_is_there_and_tells_how_it_is_used(string verb)
    {
        var help = await CliProcess.RunAsync(city.Home, [.. verb.Split(' '), "--help"]);

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Usage:", help.Output, StringComparison.Ordinal);
        Assert.Contains(verb.Split(' ')[^1], help.Output, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task The_first_columns_of_a_screening_are_the_contracts()
    {
        var (sites, result) = (Path.Combine(_folder.FullName, "sites.csv"), Path.Combine(_folder.FullName, "screened.csv"));
        await File.WriteAllTextAsync(sites, "site;east;north\nA;597000;6643000\n");

        var run = await CliProcess.RunAsync(city.Home, "site", "screen", "--sites", sites, "--groups", "3,som-5-7", "--format", "csv", "--out", result, "--json");

        Assert.Equal(0, run.ExitCode);
        var lines = await File.ReadAllLinesAsync(result);
        Assert.Equal(["site", "east", "north", "delbydel", "group", "verdict", "score", "reasons", .. Metrics], lines[0].TrimStart('\uFEFF').Split(';')[..18]);
        Assert.Equal(["3", "som-5-7"], lines.Skip(1).Select(line => line.Split(';')[4]));
        Assert.All(lines.Skip(1), line => Assert.Contains(line.Split(';')[5], new[] { "suitable", "inspect", "unsuitable", "unknown" }));
    }

    [PostgisFact]
    public async Task A_site_check_has_the_contracts_keys()
    {
        var json = (await CliProcess.RunAsync(city.Home, "site", "check", "--east", "597000", "--north", "6643000", "--json")).Json;

        Assert.True(json.TryGetProperty("site", out _));
        var groups = json.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "som-1-5", "som-5-7"], groups.Select(group => group.GetProperty("group").GetString()));
        Assert.All(groups, group => AssertHas(group, "group", "verdict", "score", "rules"));
        Assert.All(groups.SelectMany(group => group.GetProperty("rules").EnumerateArray()), rule =>
        {
            AssertHas(rule, "id", "outcome", "metric", "measured", "threshold", "unit", "layer", "layer_date", "basis", "basis_kind");
            Assert.Contains(rule.GetProperty("outcome").GetString(), new[] { "met", "partly", "not-met", "unknown", "info" });
            Assert.Contains(rule.GetProperty("basis_kind").GetString(), new[] { "law", "adopted", "assumption" });
        });
    }

    [PostgisFact]
    public async Task A_layers_import_has_the_contracts_keys()
    {
        var file = Path.Combine(_folder.FullName, "schools.geojson");
        await File.WriteAllTextAsync(file, """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Skole"},"geometry":{"type":"Point","coordinates":[10.75,59.92]}}]}
            """);

        var json = (await CliProcess.RunAsync(Path.Combine(_folder.FullName, "home"), "geodata", "import", file, "--layer", "school", "--json")).Json;
        await CliProcess.RunAsync(Path.Combine(_folder.FullName, "home"), "db", "stop");

        AssertHas(json, "layer", "vintage", "features", "repaired", "dropped", "overlaps", "gaps", "seconds");
        AssertHas(json.GetProperty("overlaps"), "pairs", "area_m2");
        AssertHas(json.GetProperty("gaps"), "count", "area_m2");
    }

    private static void AssertHas(JsonElement element, params string[] keys) =>
        Assert.Empty(keys.Except(element.EnumerateObject().Select(property => property.Name), StringComparer.Ordinal));
}
