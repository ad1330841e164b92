using System.Text.Json;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class SiteUnitsTests(PostgisCluster cluster)
{
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
