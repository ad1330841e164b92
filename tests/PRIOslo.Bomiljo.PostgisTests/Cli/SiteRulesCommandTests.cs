using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary><c>site rules list | adopt</c> through the real command line, and what a check then says.</summary>
[Collection("postgis")]
public sealed class SiteRulesCommandTests(PostgisCluster cluster)
{
    private const string Rule = "shielded-nearest-dwelling";

    [PostgisFact]
    public async Task An_adopted_threshold_is_listed_as_a_new_version_and_decides_from_its_first_day()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var rules = folder.File("regler.json", await File.ReadAllTextAsync(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json")));
        Assert.Equal((100, "assumption", "partly"), Judged(await CheckAsync())); // the house is 70 m away

        var later = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await database.RunAsync(Adopt("90", "2025-06-12", "--valid-from", later))).Demand(0);
        Assert.Equal((100, "assumption", "partly"), Judged(await CheckAsync())); // not yet
        (await database.RunAsync(Adopt("60", "2025-06-12"))).Demand(0);
        Assert.Equal((60, "adopted", "met"), Judged(await CheckAsync()));

        Assert.Equal(["100 - True", $"90 {later} False", "60 2025-06-12 False"], await ListAsync("2025-06-11"));
        Assert.Equal(["100 - False", $"90 {later} False", "60 2025-06-12 True"], await ListAsync("2025-06-12"));
        Assert.Equal(["100 - False", $"90 {later} True", "60 2025-06-12 False"], await ListAsync(later));
        var text = (await database.RunAsync("site", "rules", "list", "--rules", rules)).Demand(0).Output.Split('\n');
        Assert.Contains($"* {Rule} from 2025-06-12: at-least 60 m (adopted by Byrådet 2025-06-12, sak 25/1)", text.Select(line => line.TrimEnd()));
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'site.rule-adopt'"));

        async Task<JsonElement> CheckAsync() =>
            (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643000", "--groups", "5", "--rules", rules, "--json")).Demand(0).Json;

        async Task<IEnumerable<string>> ListAsync(string day) =>
            (await database.RunAsync("site", "rules", "list", "--on", day, "--rules", rules, "--json")).Demand(0).Json.GetProperty("rules").EnumerateArray()
                .Where(rule => rule.GetProperty("id").GetString() == Rule)
                .Select(rule => $"{rule.GetProperty("met").GetDouble()} {rule.GetProperty("valid_from").GetString() ?? "-"} {rule.GetProperty("in_force").GetBoolean()}");

        string[] Adopt(string value, string date, params string[] more) =>
            ["site", "rules", "adopt", Rule, "--value", value, "--unit", "m", "--body", "Byrådet", "--date", date, "--reference", "sak 25/1", "--rules", rules, .. more];
    }

    [PostgisTheory]
    [InlineData("--body", null, "BOM-001", "--body")]
    [InlineData("--date", null, "BOM-001", "--date")]
    [InlineData("--reference", null, "BOM-001", "--reference")]
    [InlineData("--body", " ", "BOM-665", Rule)]
    [InlineData("--reference", " ", "BOM-665", Rule)]
    [InlineData("--date", "12.06.2025", "BOM-001", "--date")]
    [InlineData("--body", "Kari 01819010001", "BOM-005", "--body")]
    [InlineData("--reference", "tlf 22 33 44 55", "BOM-005", "--reference")]
    public async Task A_decision_without_body_date_or_reference_is_refused_and_the_file_stays(string option, string? value, string code, string place)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var shipped = await File.ReadAllTextAsync(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));
        var rules = folder.File("regler.json", shipped);
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--value"] = "60",
            ["--unit"] = "m",
            ["--body"] = "Byrådet",
            ["--date"] = "2025-06-12",
            ["--reference"] = "sak 25/1",
            ["--rules"] = rules,
        };
        if (value is null)
            given.Remove(option);
        else
            given[option] = value;

        (await database.RunAsync(["site", "rules", "adopt", Rule, .. given.SelectMany(pair => new[] { pair.Key, pair.Value })])).DemandProblem(2, code, place);

        Assert.Equal(shipped, await File.ReadAllTextAsync(rules));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'site.rule-adopt'"));
    }

    [PostgisFact]
    public async Task A_rule_said_to_be_adopted_without_who_when_and_where_is_refused_by_rule()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var adopted in new[] { "{}", """{"date": "2025-06-12", "reference": "sak 1"}""", """{"body": "Byrådet", "reference": "sak 1"}""", """{"body": "Byrådet", "date": "2025-06-12"}""" })
        {
            var rules = folder.File("regler.json",
                $$$"""
                {"rules": [{"id": "min-regel", "label": {"nb": "a", "en": "a"}, "groups": ["5"], "metric": "nearest_other_dwelling_m", "unit": "m", "layer": "building", "role": "required",
                 "comparison": "at-least", "met": 100, "weight": 1, "basis": {"nb": "a", "en": "a"}, "basis_kind": "adopted", "adopted": {{{adopted}}}, "reason": {"nb": "a", "en": "a"}}]}
                """);
            (await database.RunAsync("site", "rules", "list", "--rules", rules)).DemandProblem(10, "BOM-101", "regler.json rule min-regel");
        }
    }

    /// <returns>Threshold, basis and outcome of the rule at the site.</returns>
    private static (double, string?, string?) Judged(JsonElement report)
    {
        var rule = report.GetProperty("groups")[0].GetProperty("rules").EnumerateArray().Single(candidate => candidate.GetProperty("id").GetString() == Rule);
        return (rule.GetProperty("threshold").GetDouble(), rule.GetProperty("basis_kind").GetString(), rule.GetProperty("outcome").GetString());
    }
}
