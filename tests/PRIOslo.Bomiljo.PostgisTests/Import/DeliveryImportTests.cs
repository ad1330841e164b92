using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class DeliveryImportTests(PostgisCluster cluster)
{
    private static readonly string Areas = RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000), ("0102", 597_000, 6_640_000, 599_000, 6_646_000));

    [PostgisTheory]
    [InlineData("boligbygg", "sample.csv")]
    [InlineData("boligbygg", "sample.xlsx")]
    [InlineData("brann", "sample.csv")]
    [InlineData("brann", "sample.xlsx")]
    [InlineData("politi", "sample.csv")]
    [InlineData("politilogg", "sample.json")]
    [InlineData("renovasjon", "sample.csv")]
    [InlineData("ambulanse", "sample.csv")]
    public async Task Outcomes_of_a_source_are_what_the_ledger_and_the_tables_hold(string source, string sample)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0102", 580_000, 6_630_000, 620_000, 6_670_000))));

        var report = await database.ImportAsync(Path.Combine(ProjectFolders.Importers, source, sample), source);

        Assert.True(report.Accepted > 0 && report.Rejected > 0 && report.Ignored > 0);
        Assert.Equal(report.Read, report.Accepted + report.Rejected + report.Duplicate + report.Ignored + report.Merged);
        Assert.Equal(report.Accepted, report.Placed + report.Unplaced + report.Outside);
        Assert.Equal(report.Rejected, report.Rejections.Count);
        Assert.Equal(report.Ignored, report.IgnoredByReason.Values.Sum());
        await database.DemandSumsAsync();
        Assert.Equal((report.Placed, report.Unplaced, report.Outside), (await OutcomeAsync(database, "placed"), await OutcomeAsync(database, "unplaced"), await OutcomeAsync(database, "outside")));
        var delivery = Assert.Single(await Deliveries.ListAsync(database.Owner, default));
        Assert.Equal((source, report.Sha256, report.Read, report.Accepted, report.Rejected, report.Duplicate, report.Ignored, report.Incidents),
            (delivery.Source, delivery.Sha256, delivery.Read, delivery.Accepted, delivery.Rejected, delivery.Duplicate, delivery.Ignored, delivery.Incidents));
        Assert.Equal((report.Merged, source == "politilogg"), (delivery.Merged, report.Merged > 0));
    }

    [PostgisFact]
    public async Task The_same_file_again_reads_as_duplicates_and_changes_nothing()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.WriteRandom("a.csv", 300, seed: 5);
        var first = await database.ImportAsync(file);
        var before = await database.FingerprintAsync();

        var second = await database.ImportAsync(file);

        Assert.True(second.AlreadyIn);
        Assert.Equal((first.Read, 0, 0, first.Read), (second.Read, second.Accepted, second.Rejected, second.Duplicate));
        Assert.Equal(before, await database.FingerprintAsync());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.delivery"));
    }

    [PostgisFact]
    public async Task Rows_that_came_with_an_earlier_file_are_duplicates()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.Write("a.csv", [WasteFile.Row(1, 2023, 596_000, 6_642_000), WasteFile.Row(2, 2023, 596_000, 6_642_000)]));

        var second = await database.ImportAsync(folder.Write("b.csv", [WasteFile.Row(2, 2023, 596_000, 6_642_000), WasteFile.Row(3, 2023, 596_000, 6_642_000)]));

        Assert.Equal((2, 1, 1), (second.Read, second.Accepted, second.Duplicate));
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task Two_imports_of_one_file_at_once_store_it_once()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.WriteRandom("a.csv", 3_000, seed: 6);

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.ImportAsync(file))));

        Assert.Equal(1, reports.Count(report => !report.AlreadyIn));
        Assert.Equal(2_970, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task A_dry_run_says_the_same_and_stores_nothing()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));
        var file = folder.WriteRandom("a.csv", 500, seed: 7);

        var dry = await database.ImportAsync(file, dryRun: true);

        Assert.Equal(0, await database.RowsAsync());
        var real = await database.ImportAsync(file);
        Assert.Equal((real.Read, real.Accepted, real.Rejected, real.Placed, real.Outside), (dry.Read, dry.Accepted, dry.Rejected, dry.Placed, dry.Outside));
    }

    [PostgisFact]
    public async Task A_file_that_changes_while_it_is_read_is_refused()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.WriteRandom("a.csv", 100, seed: 8);
        await using var blocker = await database.Owner.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await Ledger.LockSourceAsync(blocker, "renovasjon", default); // the import waits here, after its first sight of the file
        var import = Task.Run(() => database.ImportAsync(file));
        await WaitersAsync(database, 1);
        await File.AppendAllTextAsync(file, WasteFile.Row(9_999, 2023, 596_000, 6_642_000) + "\n");
        await transaction.RollbackAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => import);

        Assert.Equal("BOM-307", problem.Code.ToString());
        Assert.Equal(0, await database.RowsAsync());
    }

    [PostgisFact]
    public async Task A_withdrawn_delivery_leaves_its_entry_and_may_come_in_again()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));
        var kept = await database.ImportAsync(folder.Write("kept.csv", [WasteFile.Row(1, 2023, 596_000, 6_642_000)]));
        var file = folder.Write("b.csv", [WasteFile.Row(2, 2023, 596_000, 6_642_000), WasteFile.Row(3, 2023, 596_000, 6_642_000)]);
        var wrong = await database.ImportAsync(file);

        Assert.Equal(2, (await Withdrawal.RunAsync(database.Owner, wrong.DeliveryId!.Value, dryRun: false, TimeProvider.System.GetUtcNow(), default)).Removed);

        await database.DemandSumsAsync();
        Assert.Equal([kept.DeliveryId], await IncidentDeliveriesAsync(database));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM incident.placement"));
        Assert.Equal(2, (await Deliveries.ListAsync(database.Owner, default)).Count);
        var again = await Assert.ThrowsAsync<ProblemException>(() => Withdrawal.RunAsync(database.Owner, wrong.DeliveryId.Value, dryRun: false, TimeProvider.System.GetUtcNow(), default));
        Assert.Equal("BOM-308", again.Code.ToString());
        Assert.Equal(2, (await database.ImportAsync(file)).Accepted);
    }

    /// <summary>Else the import would leave rows out as being in that the withdrawal takes out.</summary>
    [PostgisFact]
    public async Task A_withdrawal_waits_for_an_import_of_its_source_and_an_import_for_a_withdrawal()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        string[] rows = [WasteFile.Row(1, 2023, 596_000, 6_642_000), WasteFile.Row(2, 2023, 596_000, 6_642_000), WasteFile.Row(3, 2023, 596_000, 6_642_000)];
        var wrong = await database.ImportAsync(folder.Write("a.csv", rows[..2]));
        var later = folder.Write("b.csv", rows);
        await using var blocker = await database.Owner.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await Ledger.LockSourceAsync(blocker, "renovasjon", default); // as an import under way
        var withdrawal = Task.Run(() => Withdrawal.RunAsync(database.Owner, wrong.DeliveryId!.Value, dryRun: false, TimeProvider.System.GetUtcNow(), default));
        await WaitersAsync(database, 1);
        var import = Task.Run(() => database.ImportAsync(later));
        await WaitersAsync(database, 2);
        await transaction.RollbackAsync();

        Assert.Equal(2, (await withdrawal).Removed);
        var report = await import;
        Assert.Equal((3, 0), (report.Accepted, report.Duplicate));
        Assert.Equal(3, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));
        await database.DemandSumsAsync();
    }

    /// <summary>Else the incidents would have no place in the new vintage, and nobody would see it.</summary>
    [PostgisFact]
    public async Task Incidents_that_come_in_while_boundaries_do_are_placed_in_the_new_ones()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.Write("a.csv", Enumerable.Range(1, 50).Select(number => WasteFile.Row(number, 2023, 596_000, 6_642_000)));
        var (placing, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var geodata = new GeodataImport(database.Owner, TimeProvider.System, async (connection, _, cancel) =>
        {
            await Replacement.RunAsync(connection, all: false, cancel);
            placing.SetResult();
            await goOn.Task;
        });
        var boundaries = geodata.RunAsync(folder.File("areas.geojson", Areas), "delbydel", null, 2020, null, null, default);
        await placing.Task;
        var import = Task.Run(() => database.ImportAsync(file));
        var blocked = await Task.WhenAny(import, WaitersAsync(database, 1)) != import;
        goOn.SetResult();
        await boundaries;

        Assert.True(blocked);
        Assert.Equal(50, (await import).Placed);
        Assert.Equal(50, await database.ScalarAsync<long>("SELECT count(*) FROM incident.placed WHERE delbydel = '0101'"));
    }

    /// <summary>A cell of 250 m with a border across it, and one beyond the city; placed anew when boundaries move.</summary>
    [PostgisFact]
    public async Task Counts_of_grid_cells_go_to_the_area_that_holds_at_least_half_of_the_cell_and_make_no_points()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var toStorage = CoordinateTransform.Create(25833, 25832);
        var (east, north) = toStorage.Apply(263_750, 6_643_000);
        var file = folder.File("a.csv", "Dato;Type;Rute;Antall\n01.02.2023;Voldsskade;22637506643000;3\n02.02.2023;Voldsskade;22612506643000;5\n");
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", east + 60, north - 1_000, east + 2_000, north + 1_000), ("0102", east - 1_000, north - 1_000, east + 60, north + 1_000))));

        var report = await database.ImportAsync(file, "ambulanse");

        Assert.Equal((2, 1, 1, 8L), (report.Accepted, report.Placed, report.Outside, report.Incidents));
        Assert.Equal("0101 area-share 3", await database.ScalarAsync<string>("SELECT concat_ws(' ', delbydel, method, incidents) FROM incident.placed WHERE outcome = 'placed'"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE point IS NOT NULL"));
        await database.ImportLayerAsync(folder.File("moved.geojson", RealBoundaries.Rectangles(("0103", east - 1_000, north - 1_000, east + 2_000, north + 1_000))));
        Assert.Equal("0103 area-share 3", await database.ScalarAsync<string>("SELECT concat_ws(' ', delbydel, method, incidents) FROM incident.placed WHERE outcome = 'placed'"));
    }

    private static async Task<int> OutcomeAsync(TestDatabase database, string outcome) =>
        (int)await database.ScalarAsync<long>($"SELECT count(*) FROM incident.placed WHERE outcome = '{outcome}'");

    private static async Task<List<int?>> IncidentDeliveriesAsync(TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand("SELECT DISTINCT delivery_id FROM incident.incident");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<int?>();
        while (await reader.ReadAsync())
            found.Add(reader.GetInt32(0));
        return found;
    }

    /// <summary>Until so many sessions of the database wait for an advisory lock.</summary>
    private static async Task WaitersAsync(TestDatabase database, int count)
    {
        for (var waited = 0; waited < 200; waited++)
        {
            if (await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") >= count)
                return;
            await Task.Delay(25);
        }

        throw new NpgsqlException("Nobody waits.");
    }
}
