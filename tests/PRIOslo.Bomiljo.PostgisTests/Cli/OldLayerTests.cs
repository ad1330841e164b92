using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Every verb that judges sites tells of layers that are older than they may be, in words and in JSON.</summary>
[Collection("postgis")]
public sealed class OldLayerTests(PostgisCluster cluster)
{
    private static readonly string[] Told = ["layer-outdated dwelling-unit 2019-12-31", "layer-outdated population 2020-12-31", "units-without-home dwelling-unit "];

    [PostgisFact]
    public async Task A_screening_of_sites_or_a_grid_and_a_back_test_warn_of_old_layers_as_a_check_does()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var units = folder.File("enheter.geojson",
            """{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [{"type": "Feature", "properties": {"bruksenhetsnummer": "H0101"}, "geometry": {"type": "Point", "coordinates": [597070, 6643000]}}, {"type": "Feature", "properties": {"bruksenhetsnummer": "H0102"}, "geometry": {"type": "Point", "coordinates": [597500, 6643000]}}]}""");
        (await database.RunAsync("geodata", "import", units, "--layer", "dwelling-unit", "--date", "2019-12-31")).Demand(0);
        (await database.RunAsync("population", "import", folder.File("folketall.csv", "code;year;residents;dwellings;municipal_dwellings\n0101;2020;5000;2500;100\n"))).Demand(0);
        var homes = folder.File("hjem.csv", "site;east;north;group\nA;597000;6643000;5\n");

        foreach (string[] verb in new string[][] { ["check", "--east", "597000", "--north", "6643000"], ["screen", "--sites", homes, "--out", Path.Combine(folder.Path, "ut.csv")], ["screen", "--grid", "500"], ["backtest", homes] })
        {
            var warnings = (await database.RunAsync(["site", .. verb, "--json"])).Demand(0).Json.GetProperty("warnings").EnumerateArray();
            Assert.Equal([null, null, "1"], warnings.Select(warning => warning.GetProperty("units").ValueKind == JsonValueKind.Null ? null : warning.GetProperty("units").GetRawText()));
            Assert.Equal(Told, warnings.Select(warning => $"{Text(warning, "kind")} {Text(warning, "subject")} {Text(warning, "date")}"));
            var lines = (await database.RunAsync(["site", .. verb])).Demand(0).Output.Split('\n', StringSplitOptions.TrimEntries);
            Assert.Equal(
                [.. Told[..2].Select(told => $"Warning: {told}"), "Warning: units-without-home: 1 dwelling unit reaches no home (without a number in or by a building for something else, or more than 25 m from one) and counts nowhere"],
                lines.Where(line => line.StartsWith("Warning: ", StringComparison.Ordinal)));
        }

        static string? Text(JsonElement warning, string name) => warning.GetProperty(name).GetString();
    }
}
