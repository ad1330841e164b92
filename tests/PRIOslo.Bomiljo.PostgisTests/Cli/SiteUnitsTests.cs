using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class SiteUnitsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task One_home_is_told_in_the_singular()
    {
        await using var database = await cluster.NewDatabaseAsync();

        Assert.Contains(": 1 home,", await TextAsync("1"), StringComparison.Ordinal);
        Assert.Contains(": 2 homes,", await TextAsync("2"), StringComparison.Ordinal);

        async Task<string> TextAsync(string units) =>
            (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--groups", "5", "--units", units)).Demand(0).Output;
    }

    [PostgisFact]
    public async Task One_module_is_told_in_the_singular()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();

        // Inside 4 m of setback: 6 × 8 m, one module of 5.5 m.
        Assert.Contains(" 1 module; ", await TextAsync(14), StringComparison.Ordinal);
        Assert.Contains(" 8 modules; ", await TextAsync(52), StringComparison.Ordinal);

        async Task<string> TextAsync(int width)
        {
            var plot = folder.File($"{width}.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_000 + width, 6_643_016)));
            return (await database.RunAsync("site", "check", "--plot", plot, "--groups", "5")).Demand(0).Output;
        }
    }

    [PostgisFact]
    public async Task Homes_planned_at_one_place_are_given_on_the_command_line_and_judged_there()
    {
        await using var database = await cluster.NewDatabaseAsync();

        Assert.Equal((12, "met", "not-met"), await CheckAsync("--units", "12"));
        Assert.Equal((null, "unknown", "unknown"), await CheckAsync());
        foreach (var wrong in new[] { "0", "501", "-3", "6.5", "seks", "" })
            (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", $"--units={wrong}")).DemandProblem(2, "BOM-001", "--units");

        async Task<(int? Units, string? AtLeast, string? AtMost)> CheckAsync(params string[] units)
        {
            var report = (await database.RunAsync(["site", "check", "--east", "597000", "--north", "6643000", "--groups", "5", "--json", .. units])).Demand(0).Json;
            var rules = report.GetProperty("groups")[0].GetProperty("rules").EnumerateArray().ToList();
            return (report.GetProperty("units").ValueKind == JsonValueKind.Null ? null : report.GetProperty("units").GetInt32(), Outcome("units-at-least"), Outcome("units-at-most"));

            string? Outcome(string id) => rules.Single(rule => rule.GetProperty("id").GetString() == id).GetProperty("outcome").GetString();
        }
    }
}
