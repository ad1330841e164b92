using System.Diagnostics;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class CutConnectionTests(PostgisCluster cluster)
{
    private const int Cuts = 5;

    /// <summary>Ends every session of the database but the one that asks.</summary>
    private const string Cut =
        """
        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND query LIKE 'COPY incident.incident%FROM STDIN%'
        """;

    [PostgisFact]
    public async Task A_connection_that_is_cut_while_rows_come_in_is_told_leaves_nothing_and_the_next_run_is_as_an_undisturbed_one()
    {
        using var folder = new TempFolder();
        var file = folder.WriteRandom("waste.csv", 60_000, seed: 4);
        await using var undisturbed = await cluster.NewDatabaseAsync();
        await using var disturbed = await cluster.NewDatabaseAsync();
        (await undisturbed.RunAsync("import", "renovasjon", file, "--json")).Demand(11);
        var empty = await disturbed.FingerprintAsync();
        var cut = 0;

        for (var attempt = 0; cut < Cuts && attempt < 20; attempt++)
        {
            var import = CliProcess.RunAsync(CliProcess.EnvironmentOf(disturbed), "import", "renovasjon", file, "--json");
            var clock = Stopwatch.StartNew();
            var ended = 0L;
            while (ended == 0 && !import.IsCompleted && clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(5 + attempt);
                ended = await disturbed.ScalarAsync<long>(Cut);
            }

            var result = await import;
            if (ended == 0) // it was over before it could be cut
            {
                result.Demand(11);
                await disturbed.ExecuteAsync("TRUNCATE ledger.delivery, ledger.rejection, incident.incident");
                continue;
            }

            cut++;
            result.DemandProblem(12, "BOM-409", "");
            Assert.Equal(empty, await disturbed.FingerprintAsync());
            Assert.Equal(0, await disturbed.RowsAsync());
        }

        Assert.Equal(Cuts, cut);
        (await disturbed.RunAsync("import", "renovasjon", file, "--json")).Demand(11);
        Assert.Equal(await undisturbed.FingerprintAsync(), await disturbed.FingerprintAsync());
        await disturbed.DemandSumsAsync();
    }
}
