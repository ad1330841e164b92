using System.Diagnostics;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Geography;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class KilledImportTests(PostgisCluster cluster)
{
    private const int Kills = 12;

    [PostgisFact]
    public async Task A_killed_import_leaves_the_database_as_it_was_and_the_next_run_ends_as_an_undisturbed_one()
    {
        using var folder = new TempFolder();
        var areas = folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000), ("0102", 597_000, 6_640_000, 600_000, 6_646_000)));
        var file = folder.WriteRandom("waste.csv", 20_000, seed: 3);
        await using var undisturbed = await cluster.NewDatabaseAsync();
        await using var disturbed = await cluster.NewDatabaseAsync();
        await undisturbed.ImportLayerAsync(areas);
        await disturbed.ImportLayerAsync(areas);
        var clock = Stopwatch.StartNew();
        (await undisturbed.RunAsync("import", "renovasjon", file, "--json")).Demand(11);
        var whole = clock.Elapsed;
        var empty = await disturbed.FingerprintAsync();
        var random = new Random(11);
        var (killed, atWork) = (0, 0);

        for (var attempt = 0; killed < Kills && attempt < 40; attempt++)
        {
            using var process = CliProcess.Start(CliProcess.EnvironmentOf(disturbed), "import", "renovasjon", file, "--json");
            await Task.Delay(whole * (0.2 + (0.8 * random.NextDouble())));
            var inTransaction = await disturbed.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL)");
            process.Kill();
            await process.WaitForExitAsync();
            await NobodyElseAsync(disturbed);
            if (process.ExitCode != 137) // it had ended by itself
            {
                await disturbed.ExecuteAsync("TRUNCATE ledger.delivery, ledger.rejection, incident.incident");
                continue;
            }

            killed++;
            atWork += inTransaction ? 1 : 0;
            if (await disturbed.RowsAsync() > 0) // killed between its commit and its end: then all of it is in
            {
                Assert.Equal(await undisturbed.FingerprintAsync(), await disturbed.FingerprintAsync());
                await disturbed.ExecuteAsync("TRUNCATE ledger.delivery, ledger.rejection, incident.incident");
            }

            Assert.Equal(empty, await disturbed.FingerprintAsync());
        }

        Assert.Equal(Kills, killed);
        Assert.True(atWork >= 3, $"Only {atWork} of {killed} kills hit the import at work.");
        (await disturbed.RunAsync("import", "renovasjon", file, "--json")).Demand(11);
        Assert.Equal(await undisturbed.FingerprintAsync(), await disturbed.FingerprintAsync());
        await disturbed.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task A_killed_replacement_leaves_the_predecessor_whole_or_the_corrected_file_in_its_place()
    {
        using var folder = new TempFolder();
        using var later = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await using var alone = await cluster.NewDatabaseAsync();
        var first = folder.WriteRandom("waste.csv", 20_000, seed: 3);
        var corrected = later.Write("waste.csv", System.IO.File.ReadLines(first).Skip(1).Take(19_500));
        (await alone.RunAsync("import", "renovasjon", corrected, "--json")).Demand(11);
        var replaced = await alone.FingerprintAsync();
        (await database.RunAsync("import", "renovasjon", first, "--json")).Demand(11);
        var before = await database.FingerprintAsync();
        var clock = Stopwatch.StartNew();
        (await database.RunAsync("import", "renovasjon", corrected, "--dry-run", "--json")).Demand(11);
        var whole = clock.Elapsed * 1.2;
        var random = new Random(5);
        var killed = 0;

        for (var attempt = 0; killed < Kills / 2 && attempt < 20; attempt++)
        {
            using var process = CliProcess.Start(CliProcess.EnvironmentOf(database), "import", "renovasjon", corrected, "--json");
            await Task.Delay(whole * (0.3 + (0.7 * random.NextDouble())));
            process.Kill();
            await process.WaitForExitAsync();
            await NobodyElseAsync(database);
            killed += process.ExitCode == 137 ? 1 : 0;
            whole *= process.ExitCode == 137 ? 1 : 0.7; // it ended first: the machine was busier when the whole was taken
            var now = await database.FingerprintAsync();
            if (now == before)
                continue;

            Assert.Equal(replaced, now); // it had come to its commit
            await database.ExecuteAsync("TRUNCATE ledger.delivery, ledger.rejection, incident.incident");
            (await database.RunAsync("import", "renovasjon", first, "--json")).Demand(11);
        }

        Assert.True(killed >= 3, $"Only {killed} replacements were killed.");
        (await database.RunAsync("import", "renovasjon", corrected, "--json")).Demand(11);
        Assert.Equal(replaced, await database.FingerprintAsync());
        await database.DemandSumsAsync();
    }

    /// <summary>Waits until the server has noticed that the killed client is gone.</summary>
    private static async Task NobodyElseAsync(TestDatabase database)
    {
        for (var waited = 0; waited < 100; waited++)
        {
            if (await database.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'") == 0)
                return;
            await Task.Delay(50);
        }

        Assert.Fail("The killed client's session lives on.");
    }
}
