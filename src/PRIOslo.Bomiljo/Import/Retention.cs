using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>What the retention rule takes of one source and year.</summary>
/// <param name="Months">The source's term after the year was first frozen.</param>
/// <param name="Rows">Incident rows.</param>
/// <param name="Incidents">Sum of their counts.</param>
public sealed record RetainedYear(string Source, int Year, int Months, DateTimeOffset FrozenAt, long Rows, long Incidents);

/// <summary>Deletes raw incidents whose year's measurement is frozen and whose source's term is over. What is
/// measured and published stays, and the ledger tells what went.</summary>
public static class Retention
{
    /// <param name="database">As owner.</param>
    /// <param name="mappings">Of every known source; the incidents of others are kept.</param>
    /// <param name="now">The time at which terms are judged.</param>
    /// <param name="ranBy">For the ledger.</param>
    /// <param name="dryRun">True deletes nothing.</param>
    /// <returns>What goes, by source and year.</returns>
    public static async Task<IReadOnlyList<RetainedYear>> RunAsync(
        NpgsqlDataSource database, IReadOnlyList<SourceMapping> mappings, DateTimeOffset now, string ranBy, bool dryRun, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var source in mappings.Select(mapping => mapping.Source).Order(StringComparer.Ordinal).TakeWhile(_ => !dryRun))
            await Ledger.LockSourceAsync(connection, source, cancel); // what is being imported must see what is deleted
        await Geography.PlacementLock.ShareAsync(connection, cancel);
        var years = new List<RetainedYear>();
        await using (var command = new NpgsqlCommand(SqlFile.For(typeof(Retention)), connection)
        {
            Parameters =
            {
                new("sources", mappings.Select(mapping => mapping.Source).ToArray()),
                new("months", mappings.Select(mapping => mapping.RetentionMonths).ToArray()),
                new("now", now.ToUniversalTime()),
                new("by", ranBy),
            },
        })
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                years.Add(new(reader.GetString(0), reader.GetInt16(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt64(4), reader.GetInt64(5)));
        }

        if (dryRun || years.Count == 0)
            return years;
        await AuditLog.AppendAsync(connection, AuditActions.RetentionRun, "", new { Years = years }, cancel);
        await transaction.CommitAsync(cancel);
        return years;
    }
}
