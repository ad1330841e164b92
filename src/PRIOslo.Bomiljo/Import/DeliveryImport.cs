using System.Diagnostics;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Takes one file of one source in: read → normalise → place → store, in one transaction.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the ledger and the check that no row tells of the future.</param>
/// <param name="importedBy">Who runs the import, for the ledger.</param>
public sealed class DeliveryImport(NpgsqlDataSource database, TimeProvider clock, string importedBy)
{
    /// <summary>A file with the months of one that is in, and at least this share of its rows, is a corrected version of it.</summary>
    private const double CorrectedShare = 0.5;

    /// <summary>Takes a file in without replacing another.</summary>
    public Task<ImportReport> RunAsync(SourceFolder folder, Taxonomy taxonomy, string path, bool dryRun, CancellationToken cancel) =>
        RunAsync(folder, taxonomy, path, new ImportOptions(dryRun), cancel);

    /// <param name="folder">The source.</param>
    /// <param name="taxonomy">Brought into the database with the import.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Whether it is stored, and what it replaces.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-301 to BOM-307, BOM-311 to BOM-314; nothing is stored then.</exception>
    public async Task<ImportReport> RunAsync(SourceFolder folder, Taxonomy taxonomy, string path, ImportOptions options, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var source = folder.Mapping.Source;
        var file = await DeliveryFile.OpenAsync(path, cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Ledger.LockSourceAsync(connection, source, cancel);
        if (await Ledger.FindAsync(connection, source, file.Sha256, cancel) is { } before)
            return before.ToDuplicateReport(file, options.DryRun, Stopwatch.GetElapsedTime(started).TotalSeconds);

        await PlacementLock.ShareAsync(connection, cancel);
        await TaxonomyStore.SaveAsync(taxonomy, connection, cancel);
        if (options.Replaces is { } predecessor)
            await LedgerHistory.TakeOutAsync(connection, source, predecessor, clock.GetUtcNow(), cancel);
        var vintages = await BoundaryVintages.LoadAsync(connection, cancel);
        var history = await LedgerHistory.CountsAsync(connection, source, cancel);
        var known = await Ledger.ReadKeysAsync(connection, source, cancel);
        var delivery = await Ledger.AddAsync(connection, folder, file, options.Replaces, clock.GetUtcNow(), importedBy, cancel);

        var lastDay = OsloTime.DayOf(clock.GetUtcNow());
        var needsRegister = AddressLookup.IsNeeded(folder.Mapping);
        var geocoder = needsRegister ? await AddressLookup.PrepareAsync(connection, folder.Mapping, file, lastDay, cancel) : null;
        var tally = new Tally();
        var pipeline = new ImportPipeline(folder.Mapping, file, new LocateStep(folder.Mapping, geocoder), vintages, known, lastDay);
        await using (var store = options.DryRun ? null : await StoreStep.BeginAsync(connection, delivery, source, cancel))
        {
            await pipeline.RunAsync(tally, store, cancel);
            if (store is not null)
                await store.FinishAsync(cancel);
        }

        List<ImportWarning> warnings = [.. await OverlapsAsync(connection, source, delivery, tally, options, cancel), .. HistoryCheck.Run(tally.Months, history)];
        if (needsRegister && geocoder is null)
            warnings.Add(ImportWarning.NoAddressRegister);
        var report = tally.ToReport(source, file.Name, file.Sha256, options.DryRun ? null : delivery, options.DryRun, warnings);
        if (!options.DryRun) // else the transaction rolls back
        {
            await Ledger.CloseAsync(connection, delivery, tally, cancel);
            await AuditLog.AppendAsync(connection, AuditActions.DeliveryImport, $"{source} {delivery}",
                new { file.Sha256, tally.Read, tally.Accepted, Rejected = tally.Rejections.Count, options.Replaces }, cancel);
            await transaction.CommitAsync(cancel);
        }

        return report with { Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3) };
    }

    /// <exception cref="ProblemException">BOM-313: the file looks like a corrected version of one that is in.</exception>
    private static async Task<IReadOnlyList<ImportWarning>> OverlapsAsync(
        NpgsqlConnection connection, string source, int delivery, Tally tally, ImportOptions options, CancellationToken cancel)
    {
        if ((tally.FirstKnownDay, tally.LastKnownDay) is not ({ } first, { } last))
            return [];
        var neighbours = await LedgerHistory.NeighboursAsync(connection, source, first, last, delivery, cancel);
        var corrected = tally.AlreadyIn >= CorrectedShare * (tally.Accepted + tally.AlreadyIn) && tally.AlreadyIn > 0
            ? neighbours.FirstOrDefault(neighbour => neighbour.HasMonthsOf(first, last)) : null;
        if (corrected is not null && !options.Beside)
        {
            var what = $"looks like a corrected version of delivery {corrected.Id}: the same months, and {tally.AlreadyIn} of its rows are in already";
            if (!options.DryRun)
            {
                throw new ProblemException(ProblemCode.OverlappingDelivery, $"delivery {corrected.Id}", $"the file {what}; nothing was stored.",
                    $"Add --replaces {corrected.Id} to put it in that one's place, or --beside to add only its new rows.");
            }

            return [new("corrected-file", $"The file {what}. Import it with --replaces {corrected.Id}, or with --beside to add only its new rows.") { DeliveryId = corrected.Id }];
        }

        return [.. neighbours.Select(neighbour => new ImportWarning("overlap",
            $"Its period meets that of delivery {neighbour.Id}, {neighbour.FirstDay:yyyy-MM-dd} to {neighbour.LastDay:yyyy-MM-dd}; {tally.AlreadyIn} rows are in from before.") { DeliveryId = neighbour.Id })];
    }
}
