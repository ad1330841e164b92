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
    /// <param name="folder">The source.</param>
    /// <param name="taxonomy">Brought into the database with the import.</param>
    /// <param name="path">The file.</param>
    /// <param name="dryRun">True stores nothing.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-301 to BOM-307; nothing is stored then.</exception>
    public async Task<ImportReport> RunAsync(SourceFolder folder, Taxonomy taxonomy, string path, bool dryRun, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var file = await DeliveryFile.OpenAsync(path, cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Ledger.LockSourceAsync(connection, folder.Mapping.Source, cancel);
        if (await Ledger.FindAsync(connection, folder.Mapping.Source, file.Sha256, cancel) is { } before)
            return before.ToDuplicateReport(file, dryRun, Stopwatch.GetElapsedTime(started).TotalSeconds);

        await PlacementLock.ShareAsync(connection, cancel);
        await TaxonomyStore.SaveAsync(taxonomy, connection, cancel);
        var vintages = await BoundaryVintages.LoadAsync(connection, cancel);
        var known = await Ledger.ReadKeysAsync(connection, folder.Mapping.Source, cancel);
        var delivery = await Ledger.AddAsync(connection, folder, file, clock.GetUtcNow(), importedBy, cancel);

        var tally = new Tally();
        await using (var store = dryRun ? null : await StoreStep.BeginAsync(connection, delivery, folder.Mapping.Source, cancel))
        {
            Process(folder.Mapping, file, vintages, known, tally, store, cancel);
            if (store is not null)
                await store.FinishAsync(cancel);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (dryRun)
            return tally.ToReport(folder.Mapping.Source, file.Name, file.Sha256, null, dryRun, seconds); // the transaction rolls back
        await Ledger.CloseAsync(connection, delivery, tally, cancel);
        await AuditLog.AppendAsync(connection, AuditActions.DeliveryImport, $"{folder.Mapping.Source} {delivery}",
            new { file.Sha256, tally.Read, tally.Accepted, Rejected = tally.Rejections.Count }, cancel);
        await transaction.CommitAsync(cancel);
        return tally.ToReport(folder.Mapping.Source, file.Name, file.Sha256, delivery, dryRun, seconds);
    }

    private void Process(
        SourceMapping mapping, DeliveryFile file, BoundaryVintages vintages, HashSet<Guid> known, Tally tally, StoreStep? store, CancellationToken cancel)
    {
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, OsloTime.DayOf(clock.GetUtcNow()));
        var check = new CoordinateCheck(mapping.Epsg, file.Name, vintages.All is [.., var newest] ? newest.Locator : null);
        using var stream = file.OpenAgain();
        foreach (var row in new ReadStep(mapping, columns, file.Name).Read(stream))
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = normalise.Apply(row);
            var placement = default(Placement);
            if (outcome is Accepted { Incident: var incident })
            {
                if (known.Add(incident.Key))
                {
                    var vintage = vintages.For(incident.Year);
                    placement = PlaceStep.Apply(incident.Point, incident.Area, vintage?.Locator);
                    check.Add(incident.Point, placement);
                    store?.Add(incident, vintage, placement);
                }
                else
                {
                    outcome = new Duplicate(row.Line);
                }
            }

            tally.Add(outcome, placement);
        }

        check.Demand();
        file.DemandUnchanged(stream);
    }
}
