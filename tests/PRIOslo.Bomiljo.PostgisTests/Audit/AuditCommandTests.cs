using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Audit;

[Collection("postgis")]
public sealed class AuditCommandTests(PostgisCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-audit-");

    [PostgisFact]
    public async Task Everything_that_the_command_line_takes_in_or_lets_out_is_on_record_in_its_order()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var delivery = Path.Combine(_folder.FullName, "real.csv");
        await File.WriteAllTextAsync(delivery, "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status\nSECRET-1;03.02.2023 10:00;Full container;;;598873,60;6645482,40;\n");
        foreach (var arguments in new string[][]
        {
            ["geodata", "approximate"],
            ["population", "import", Path.Combine(ProjectFolders.Geodata, "oslo", "population.csv")],
            ["import", "renovasjon", delivery, "--dry-run"], // keeps nothing, its number neither
            ["import", "renovasjon", delivery],
            ["import", "renovasjon", delivery],
            ["measure", "2023"],
            ["measure", "publish", "2023"],
            ["heatmap", "export", "--year", "2023", "--format", "csv", "--out", Path.Combine(_folder.FullName, "out.csv")],
            ["heatmap", "export", "--year", "2023", "--format", "csv", "--out", Path.Combine(_folder.FullName, "true.csv"), "--internal"],
            ["delivery", "withdraw", "1"],
            ["db", "claim-key", "--out", Path.Combine(_folder.FullName, "key")],
        })
        {
            (await database.RunAsync(arguments)).Demand(0);
        }

        var listed = (await database.RunAsync("audit", "list", "--json")).Demand(0);
        Assert.Equal(
            [
                "geodata.import municipality 2018", "geodata.import delbydel 2018", "population.import population.csv", "delivery.import renovasjon 1",
                "heatmap.measure year 2023", "heatmap.publish year 2023", "heatmap.freeze year 2023", "heatmap.publish year 2023", "heatmap.export year 2023",
                "heatmap.export-internal year 2023", "delivery.withdraw delivery 1", "access.claim-key claim key",
            ],
            listed.Json.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("action").GetString()} {entry.GetProperty("subject").GetString()}"));
        Assert.All(listed.Json.GetProperty("entries").EnumerateArray(), entry =>
            Assert.Equal((Environment.UserName, "owner"), (entry.GetProperty("actor").GetString(), entry.GetProperty("role").GetString())));
        Assert.DoesNotContain("SECRET", listed.Output, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_changed_entry_ends_the_check_with_exit_code_13_and_an_unbroken_chain_with_0()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.ExecuteAsync("SELECT audit.append('heatmap.measure', 'year 2020', '{}'); SELECT audit.append('heatmap.measure', 'year 2021', '{}')");
        var whole = (await database.RunAsync("audit", "verify", "--json")).Demand(0).Json;
        Assert.True(whole.GetProperty("intact").GetBoolean());
        var head = whole.GetProperty("head").GetString()!;
        (await database.RunAsync("audit", "verify", "--known", head)).Demand(0);

        await database.ExecuteAsync("UPDATE audit.entry SET subject = 'year 2022' WHERE seq = 1");
        var broken = (await database.RunAsync("audit", "verify", "--json")).Demand(13).Json;
        Assert.False(broken.GetProperty("intact").GetBoolean());
        Assert.Equal((1, "changed"), (broken.GetProperty("findings")[0].GetProperty("seq").GetInt32(), broken.GetProperty("findings")[0].GetProperty("fault").GetString()));

        await database.ExecuteAsync("DELETE FROM audit.entry; UPDATE audit.head SET seq = 0, hash = decode(repeat('00', 32), 'hex')");
        (await database.RunAsync("audit", "verify")).Demand(0); // emptied with its head: the database alone cannot tell
        (await database.RunAsync("audit", "verify", "--known", head)).Demand(13);
    }

    [PostgisFact]
    public async Task A_place_that_cannot_be_read_is_a_wrong_argument()
    {
        await using var database = await cluster.NewDatabaseAsync();
        (await database.RunAsync("audit", "verify", "--known", "12")).DemandProblem(2, "BOM-001", "--known");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
