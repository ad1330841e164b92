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
    /// <summary>Of a dry run: it takes no number in the ledger.</summary>
    private const int NoDelivery = 0;

    /// <summary>Takes a file in without replacing another.</summary>
    public Task<ImportReport> RunAsync(SourceFolder folder, Taxonomy taxonomy, string path, bool dryRun, CancellationToken cancel) =>
        RunAsync(folder, taxonomy, path, new ImportOptions(dryRun), cancel);

    /// <param name="folder">The source.</param>
    /// <param name="taxonomy">Brought into the database with the import.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Whether it is stored, and what it replaces. Without being asked, a file that unmistakably is the corrected
    /// version of one that is in takes its place, and the report says so.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-301 to BOM-307, BOM-311 to BOM-317, BOM-319; nothing is stored then.</exception>
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

        if (options is { Replaces: null, Beside: false } && await Ledger.FindSuccessorAsync(connection, source, file.Sha256, cancel) is var (replaced, successor))
        {
            var deleted = string.Join(", ", await RetainedRows.YearsOfAsync(connection, replaced, cancel));
            throw new ProblemException(ProblemCode.OverlappingDelivery, $"delivery {successor}",
                $"the file is that of delivery {replaced}, whose place delivery {successor} has taken since; nothing was stored.",
                deleted.Length == 0
                    ? $"Add --replaces {successor} if the older file is right after all, or --beside to add only the rows that are not in."
                    : $"The retention rule has deleted the raw rows of {deleted}: the file cannot come back with rows of {deleted}, neither by --replaces nor by --beside.");
        }

        await PlacementLock.ShareAsync(connection, cancel);
        await TaxonomyStore.SaveAsync(taxonomy, connection, cancel);
        List<ImportWarning> warnings = [];
        if (options.Replaces is { } predecessor)
            warnings.AddRange(PublishedFigures(predecessor, await LedgerHistory.TakeOutAsync(connection, source, predecessor, clock.GetUtcNow(), cancel)));
        var vintages = await BoundaryVintages.LoadAsync(connection, CodeChanges.Load(CodeChanges.DefaultPath), cancel);
        var history = await LedgerHistory.CountsAsync(connection, source, cancel);
        var keys = await Ledger.ReadKeysAsync(connection, source, cancel);
        var delivery = options.DryRun ? NoDelivery : await Ledger.AddAsync(connection, folder, file, options.Replaces, clock.GetUtcNow(), importedBy, cancel);

        var lastDay = OsloTime.DayOf(clock.GetUtcNow());
        var needsRegister = AddressLookup.IsNeeded(folder.Mapping);
        var geocoder = needsRegister ? await AddressLookup.PrepareAsync(connection, folder.Mapping, file, lastDay, cancel) : null;
        var tally = new Tally();
        var pipeline = new ImportPipeline(folder.Mapping, file, new LocateStep(folder.Mapping, geocoder), vintages, keys, lastDay);
        await using (var store = options.DryRun ? null : await StoreStep.BeginAsync(connection, delivery, source, cancel))
        {
            await pipeline.RunAsync(tally, store, options.Progress, cancel);
            if (store is not null)
                await store.FinishAsync(cancel);
        }

        await RetainedRows.DemandAsync(connection, source, tally.Months, cancel);
        if (tally.Read == 0)
        {
            throw new ProblemException(ProblemCode.EmptyFile, file.Name, "the file has no rows; nothing was stored.",
                "Fetch the delivery again from the source. If nothing happened in its period, there is nothing to import.");
        }

        var neighbours = (tally.FirstKnownDay, tally.LastKnownDay) is ({ } first, { } last)
            ? await LedgerHistory.NeighboursAsync(connection, source, first, last, delivery, cancel) : [];
        var corrected = options.Beside || neighbours.Count == 0 ? null
            : CorrectedFile.Recognise(neighbours, file.Name, tally.FirstKnownDay!.Value, tally.LastKnownDay!.Value, tally.Accepted, tally.AlreadyIn);
        if (corrected is { Unmistakable: true } && options.Replaces is null)
        {
            await transaction.RollbackAsync(cancel);
            var replacing = await RunAsync(folder, taxonomy, path, options with { Replaces = corrected.Predecessor.Id }, cancel);
            return replacing with
            {
                Warnings = [Replaced(corrected.Predecessor, tally, options.DryRun), .. replacing.Warnings],
                Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3),
            };
        }

        var idColumn = (folder.Mapping.GroupBy ?? folder.Mapping.Id)?.ShownColumn() ?? "";
        var onlyYears = folder.Mapping.OccurredAt.Precision == TimePrecision.Year || folder.Mapping.Coarsen?.Time == TimePrecision.Year;
        if (ReusedIds.Judge(tally.AlreadyIn, await tally.ReusedIds.CountAsync(connection, source, onlyYears, cancel), file.Name, options, idColumn) is { } reused)
            warnings.Add(reused);
        warnings.AddRange(Overlaps(neighbours, corrected, tally, options.DryRun));
        warnings.AddRange(HistoryCheck.Run(tally.Months, history, lastDay));
        if (tally.FurtherCounts.Count > 0)
            warnings.Add(ImportWarning.CountTwice(tally.FurtherCounts, folder.Mapping.Count!.ShownColumn()));
        if (pipeline.HealedRows > 0)
            warnings.Add(ImportWarning.CategoryHealed(pipeline.HealedRows, folder.Mapping.Category.ShownColumn()));
        if (pipeline.MisreadRows > 0)
            warnings.Add(ImportWarning.EncodingDoubtful(pipeline.MisreadRows, folder.Mapping.Category.ShownColumn(), pipeline.ReadAs));
        if (tally.Accepted == 0 && tally.AlreadyIn == 0)
            warnings.Add(ImportWarning.NothingAccepted(tally.Read));
        if (pipeline.CoordinateWarning is { } outside)
            warnings.Add(outside);
        if (vintages.All.Count == 0)
            warnings.Add(ImportWarning.NoBoundaries);
        else if (tally.Accepted > 0 && tally.Placed * 2L < tally.Accepted)
            warnings.Add(ImportWarning.FewPlaced(tally.Placed, tally.Accepted));
        if (needsRegister && geocoder is null)
            warnings.Add(ImportWarning.NoAddressRegister);
        var report = tally.ToReport(source, file.Name, file.Sha256, options.DryRun ? null : delivery, options.DryRun, warnings);
        if (!options.DryRun) // else the transaction rolls back
        {
            await Ledger.CloseAsync(connection, delivery, tally, report, pipeline.ReadAs, cancel);
            await AuditLog.AppendAsync(connection, AuditActions.DeliveryImport, $"{source} {delivery}",
                new { file.Sha256, tally.Read, tally.Accepted, Rejected = tally.Rejections.Count, options.Replaces }, cancel);
            await transaction.CommitAsync(cancel);
        }

        return report with { Replaces = options.Replaces, ReadAs = pipeline.ReadAs, Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3) };
    }

    private static ImportWarning Replaced(NeighbourDelivery predecessor, Tally tally, bool dryRun) => new("replaced",
        $"It is a corrected version of delivery {predecessor.Id}, «{predecessor.File}»: the same months, and {tally.AlreadyIn} of its {tally.Accepted + tally.AlreadyIn} rows are among "
        + $"the {predecessor.Rows} there. It {(dryRun ? "would take" : "takes")} that delivery's place; with --beside only its new rows come in.")
    { DeliveryId = predecessor.Id };

    private static IEnumerable<ImportWarning> PublishedFigures(int predecessor, IReadOnlyList<WithdrawnYear> years)
    {
        var published = years.Where(year => year.Published).Select(year => year.Year).ToList();
        if (published.Count > 0)
        {
            yield return new("published-figures",
                $"Published figures of {string.Join(", ", published)} rest on delivery {predecessor}. They stay as they are until "
                + "«bomiljo measure YEAR» and «bomiljo measure publish YEAR --reason …» have made a new version.")
            { DeliveryId = predecessor };
        }
    }

    /// <exception cref="ProblemException">BOM-313: the file looks like a corrected version of one that is in, but not beyond doubt.</exception>
    private static IEnumerable<ImportWarning> Overlaps(IReadOnlyList<NeighbourDelivery> neighbours, CorrectedFile? corrected, Tally tally, bool dryRun)
    {
        if (corrected is null)
        {
            return neighbours.Select(neighbour => new ImportWarning("overlap",
                $"Its period meets that of delivery {neighbour.Id}, {neighbour.FirstDay:yyyy-MM-dd} to {neighbour.LastDay:yyyy-MM-dd}; {Counted.Of(tally.AlreadyIn, "row")} of it {(tally.AlreadyIn == 1 ? "is" : "are")} in from before. "
                + "If both tell of the same incidents under other numbers, withdraw one of them.")
            { DeliveryId = neighbour.Id });
        }

        var id = corrected.Predecessor.Id;
        var what = $"looks like a corrected version of delivery {id}: the same months, and {tally.AlreadyIn} of its rows are in already";
        if (!dryRun)
        {
            throw new ProblemException(ProblemCode.OverlappingDelivery, $"delivery {id}", $"the file {what}; nothing was stored.",
                $"Add --replaces {id} to put it in that one's place, or --beside to add only its new rows.");
        }

        return [new("corrected-file", $"The file {what}. Import it with --replaces {id}, or with --beside to add only its new rows.") { DeliveryId = id }];
    }
}
