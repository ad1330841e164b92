namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class SiteProjectCommandTests(PostgisCluster cluster)
{
    [PostgisTheory]
    [InlineData("Kari tlf 22 33 44 55")]
    [InlineData(" kari@oslo.no ")]
    [InlineData("Bolig for 018190 10001")]
    public async Task A_project_is_not_called_by_what_a_person_can_be_looked_up_by(string name)
    {
        await using var database = await cluster.NewDatabaseAsync();

        (await database.RunAsync("site", "project", "add", name)).DemandProblem(2, "BOM-005", "NAME");

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT (SELECT count(*) FROM site.project) + (SELECT count(*) FROM audit.entry WHERE action LIKE 'site.project%')"));
        (await database.RunAsync("site", "project", "add", "Tomter på Grønland 2026")).Demand(0);
    }

    [PostgisFact]
    public async Task A_decision_for_planned_homes_stands_beside_what_the_rules_give_for_as_many()
    {
        using var folder = new Import.TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        (await database.RunAsync("site", "project", "add", "Tomter")).Demand(0);
        string[] decision = ["site", "override", "--east", "598500", "--north", "6643500", "--group", "5", "--verdict", "suitable", "--reason", "sett på befaring", "--project", "1", "--json"];

        double? without = await ScoreAsync(), with = await ScoreAsync("--units", "40");

        Assert.NotEqual(without, with);
        Assert.Equal((await CheckAsync("--units", "40")), with);
        Assert.Equal("none 40", await database.ScalarAsync<string>("SELECT string_agg(coalesce(planned_units::text, 'none'), ' ' ORDER BY id) FROM site.decision"));
        (await database.RunAsync([.. decision, "--units", "0"])).DemandProblem(2, "BOM-001", "--units");

        async Task<double?> ScoreAsync(params string[] units) => Score((await database.RunAsync([.. decision, .. units])).Demand(0).Json, "computed_score");

        async Task<double?> CheckAsync(params string[] units) =>
            Score((await database.RunAsync(["site", "check", "--east", "598500", "--north", "6643500", "--groups", "5", "--json", .. units])).Demand(0).Json.GetProperty("groups")[0], "score");

        static double? Score(System.Text.Json.JsonElement json, string name) =>
            json.GetProperty(name) is { ValueKind: System.Text.Json.JsonValueKind.Number } score ? score.GetDouble() : null;
    }
}
