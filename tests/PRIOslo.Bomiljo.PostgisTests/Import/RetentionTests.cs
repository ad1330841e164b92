using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class RetentionTests(PostgisCluster cluster)
{
    private static readonly DateTimeOffset Frozen = new(2024, 2, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceMapping[] Mappings =
        [.. SourceFolder.LoadAll(Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"))).Select(folder => folder.Mapping with { RetentionMonths = 36 })];

    [PostgisFact]
    public async Task Only_frozen_years_go_and_only_when_the_term_is_over()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var year in new[] { 2021, 2022, 2023 })
            await database.ImportAsync(folder.Write($"{year}.csv", Enumerable.Range(1, 50).Select(number => WasteFile.Row(number + (year * 1_000), year, 596_000, 6_642_000))));
        await database.ExecuteAsync(
            """
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('delbydel', 2018, 'f', 'h', now(), 1);
            INSERT INTO heatmap.measurement SELECT year, version, '2024-01-01', 'v', 1, '{}' FROM (VALUES (2021, 1), (2021, 2), (2022, 1)) AS measured (year, version);
            INSERT INTO heatmap.frozen (year, version, frozen_at, frozen_by, program_version, inputs, tables, sha256)
            VALUES (2021, 1, '2024-02-01 12:00Z', 'test', 'v', '{}', '{}', repeat('0', 64)), (2021, 2, '2026-02-01 12:00Z', 'test', 'v', '{}', '{}', repeat('0', 64));
            INSERT INTO published.release (year, version, published_at, provisional, approximate, cells, suppressed) VALUES (2022, 1, '2024-02-01 12:00Z', true, false, 0, 0)
            """);

        Assert.Empty(await RunAsync(database, Frozen.AddMonths(36).AddSeconds(-1)));
        var dry = Assert.Single(await RunAsync(database, Frozen.AddMonths(36), dryRun: true));
        Assert.Equal(("renovasjon", 2021, 36, Frozen, 50L), (dry.Source, dry.Year, dry.Months, dry.FrozenAt, dry.Rows));
        Assert.Equal(150, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.retention"));

        Assert.Equal([dry], await RunAsync(database, Frozen.AddMonths(36)));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE occurred_year = 2021"));
        Assert.Equal(100, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident"));
        Assert.Equal("renovasjon 2021 50 test", await database.ScalarAsync<string>("SELECT concat_ws(' ', source, year, rows, ran_by) FROM ledger.retention"));
        Assert.Empty(await RunAsync(database, Frozen.AddMonths(36)));
    }

    [PostgisFact]
    public async Task The_ledger_tells_which_years_rows_are_gone_of_the_deliveries_that_held_them_then()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var both = (await database.ImportAsync(folder.Write("both.csv", [WasteFile.Row(1, 2021, 596_000, 6_642_000), WasteFile.Row(2, 2022, 596_000, 6_642_000)]))).DeliveryId!.Value;
        var withdrawn = (await database.ImportAsync(folder.Write("withdrawn.csv", [WasteFile.Row(3, 2021, 596_000, 6_642_000)]))).DeliveryId!.Value;
        var gone = (await database.ImportAsync(folder.Write("gone.csv", [WasteFile.Row(4, 2021, 596_000, 6_642_000)]), beside: true)).DeliveryId!.Value;
        var after = (await database.ImportAsync(folder.Write("after.csv", [WasteFile.Row(5, 2022, 596_000, 6_642_000)]), beside: true)).DeliveryId!.Value;
        await Withdrawal.RunAsync(database.Owner, withdrawn, dryRun: false, TimeProvider.System.GetUtcNow(), default);
        await FreezeAsync(database);
        await RunAsync(database, Frozen.AddMonths(36));

        await using var connection = await database.Owner.OpenConnectionAsync();
        Assert.Equal(("2021", Frozen.AddMonths(36), true), await ShownAsync(both));
        Assert.Equal(("2021", Frozen.AddMonths(36), false), await ShownAsync(gone));
        Assert.Equal(("", null, false), await ShownAsync(withdrawn));
        Assert.Equal(("", null, true), await ShownAsync(after));
        Assert.Equal([both, gone], (await Deliveries.ListAsync(database.Owner, default)).Where(delivery => delivery.DeletedYears is [2021]).Select(delivery => delivery.Id));

        async Task<(string, DateTimeOffset?, bool)> ShownAsync(int? id) => Shown((await new DeliveryReader(connection).DeliveriesAsync(default, id)).Single(delivery => delivery.Id == id));
    }

    [PostgisFact]
    public async Task A_replaced_file_whose_years_rows_are_gone_is_told_that_it_cannot_come_back()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var old = folder.Write("old.csv", [WasteFile.Row(1, 2021, 596_000, 6_642_000)]);
        var first = (await database.ImportAsync(old)).DeliveryId;
        await database.ImportAsync(folder.Write("new.csv", [WasteFile.Row(2, 2021, 596_000, 6_642_000)]), replaces: first);
        await FreezeAsync(database);
        await RunAsync(database, Frozen.AddMonths(36));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(old));

        Assert.Equal(("BOM-313", true), (problem.Code.ToString(), problem.Message.Contains("deleted the raw rows of 2021: the file cannot come back", StringComparison.Ordinal)));
    }

    [PostgisFact]
    public async Task A_folder_outside_whose_source_stands_in_importers_too_is_refused_as_a_source_has_one_term()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var outside = Directory.CreateDirectory(Path.Combine(folder.Path, "renovasjon")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(ProjectFolders.Importers, "renovasjon")))
            File.Copy(file, Path.Combine(outside, Path.GetFileName(file)));

        (await database.RunAsync("retention", "run", outside)).DemandProblem(2, "BOM-001", "the source renovasjon");
    }

    private static (string, DateTimeOffset?, bool) Shown(LedgerEntry delivery) => (string.Join(' ', delivery.DeletedYears), delivery.DeletedAt, delivery.HoldsRows);

    private static Task FreezeAsync(TestDatabase database) => database.ExecuteAsync(
        """
        INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('delbydel', 2018, 'f', 'h', now(), 1);
        INSERT INTO heatmap.measurement VALUES (2021, 1, '2024-01-01', 'v', 1, '{}');
        INSERT INTO heatmap.frozen (year, version, frozen_at, frozen_by, program_version, inputs, tables, sha256)
        VALUES (2021, 1, '2024-02-01 12:00Z', 'test', 'v', '{}', '{}', repeat('0', 64))
        """);

    private static Task<IReadOnlyList<RetainedYear>> RunAsync(TestDatabase database, DateTimeOffset now, bool dryRun = false) =>
        Retention.RunAsync(database.Owner, Mappings, now, "test", dryRun, default);
}
