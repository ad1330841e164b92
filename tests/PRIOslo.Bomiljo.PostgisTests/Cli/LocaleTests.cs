using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class LocaleTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Numbers_and_dates_are_written_and_read_the_same_whatever_the_machines_language()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var expected = await CheckAsync("C");

        foreach (var language in new[] { "nb_NO.UTF-8", "de_DE.UTF-8", "ar_SA.UTF-8" })
            Assert.Equal(expected, await CheckAsync(language));

        async Task<string> CheckAsync(string language)
        {
            var environment = new Dictionary<string, string?>(CliProcess.EnvironmentOf(database), StringComparer.Ordinal) { ["LC_ALL"] = language };
            return (await CliProcess.RunAsync(environment, "site", "check", "--lon", "10.7390", "--lat", "59.9140")).Demand(0).Output;
        }
    }

    [PostgisFact]
    public async Task A_decimal_comma_is_read_as_one_and_a_sign_between_thousands_is_refused()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var shipped = await File.ReadAllTextAsync(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));
        var rules = folder.File("regler.json", shipped);

        Assert.Equal(await SiteAsync("10.739", "59.914"), await SiteAsync("10,739", "59,914"));
        var adopted = (await AdoptAsync("--value", "75,5", "--partly", "20,25")).Demand(0).Json;
        Assert.Equal((75.5, 20.25), (adopted.GetProperty("met").GetDouble(), adopted.GetProperty("partly").GetDouble()));
        Assert.Equal(new Threshold(Comparison.AtLeast, 75.5, 20.25), RuleFile.Load(rules).On(new DateOnly(2025, 6, 12)).Rules.Single(rule => rule.Id == "shielded-nearest-dwelling").Threshold);

        var written = await File.ReadAllTextAsync(rules);
        foreach (var value in new[] { "1.000,5", "1,000.5", "1 000", "1e3", "åtti", "" })
            (await AdoptAsync("--value", value)).DemandProblem(2, "BOM-001", "--value");
        (await AdoptAsync("--value", "80", "--partly", "1.000,5")).DemandProblem(2, "BOM-001", "--partly");
        foreach (var metres in new[] { "1.000,5", "49,9", "5000,1", "NaN" })
            (await database.RunAsync("heatmap", "surface", "--year", "2023", "--theme", "brann", "--out", Path.Combine(folder.Path, "f.asc"), "--bandwidth", metres)).DemandProblem(2, "BOM-001", "--bandwidth");
        (await database.RunAsync("site", "check", "--east", "597.000,5", "--north", "6643000")).DemandProblem(2, "BOM-001", "--east");
        Assert.Equal(written, await File.ReadAllTextAsync(rules));

        async Task<string> SiteAsync(string longitude, string latitude) =>
            (await database.RunAsync("site", "check", "--lon", longitude, "--lat", latitude)).Demand(0).Output;

        Task<CliResult> AdoptAsync(params string[] threshold) => database.RunAsync(
            ["site", "rules", "adopt", "shielded-nearest-dwelling", .. threshold, "--unit", "m", "--body", "Byrådet", "--date", "2025-06-12", "--reference", "sak 1", "--rules", rules, "--json"]);
    }
}
