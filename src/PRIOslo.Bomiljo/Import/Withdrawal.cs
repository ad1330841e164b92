using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>What a withdrawal touches in one year.</summary>
/// <param name="Year">Europe/Oslo.</param>
/// <param name="Rows">Incident rows of the delivery; 0 where only a measurement looked at it.</param>
/// <param name="Incidents">The sum of their counts.</param>
/// <param name="Measured">True if a measurement of the year rests on the delivery.</param>
/// <param name="Published">True if such a measurement was published by decision; its figures stay as they are.</param>
/// <param name="Frozen">True if such a measurement is frozen; its figures stay as they are too.</param>
public sealed record WithdrawnYear(int Year, int Rows, long Incidents, bool Measured, bool Published, bool Frozen)
{
    /// <summary>True if a retention rule has deleted raw rows of the source and year: the year is not measured again.</summary>
    public bool RawDeleted { get; init; }
}

/// <param name="Id">The delivery.</param>
/// <param name="Removed">Incident rows removed, or that would be.</param>
/// <param name="Years">In order.</param>
/// <param name="DryRun">True if nothing was changed.</param>
public sealed record WithdrawalReport(int Id, int Removed, IReadOnlyList<WithdrawnYear> Years, bool DryRun);

/// <summary>Takes a delivery and its incidents out; its entry in the ledger stays, marked.</summary>
public static class Withdrawal
{
    /// <param name="database">As owner.</param>
    /// <param name="id">The delivery's number in the ledger.</param>
    /// <param name="dryRun">True only tells what rests on it.</param>
    /// <param name="now">For the ledger.</param>
    /// <exception cref="ProblemException">BOM-308: no such delivery, or withdrawn already.</exception>
    public static async Task<WithdrawalReport> RunAsync(NpgsqlDataSource database, int id, bool dryRun, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // As an import: one that is under way holds the delivery's keys in memory, and would leave out rows as being in that go out here.
        if (await ReadSourceAsync(connection, id, cancel) is { } source)
            await Ledger.LockSourceAsync(connection, source, cancel);
        await PlacementLock.ShareAsync(connection, cancel);
        if (await RunAsync("UPDATE ledger.delivery SET withdrawn_at = @now WHERE delivery_id = @id AND withdrawn_at IS NULL") == 0)
            throw new ProblemException(ProblemCode.UnknownDelivery, $"delivery {id}", "is not in, or is withdrawn already.", "See `bomiljo delivery list`.");
        var years = await ReadYearsAsync(connection, id, cancel);
        var removed = await RunAsync("DELETE FROM incident.incident WHERE delivery_id = @id");
        var report = new WithdrawalReport(id, removed, years, dryRun);
        if (dryRun)
            return report; // the transaction rolls back
        await AuditLog.AppendAsync(connection, AuditActions.DeliveryWithdraw, $"delivery {id}",
            new { Removed = removed, Published = years.Where(year => year.Published).Select(year => year.Year) }, cancel);
        await transaction.CommitAsync(cancel);
        return report;

        async Task<int> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("id", id), new("now", now) } };
            return await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task<string?> ReadSourceAsync(NpgsqlConnection connection, int id, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT source FROM ledger.delivery WHERE delivery_id = @id", connection) { Parameters = { new("id", id) } };
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    internal static async Task<List<WithdrawnYear>> ReadYearsAsync(NpgsqlConnection connection, int id, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(Withdrawal)), connection) { Parameters = { new("id", id) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var years = new List<WithdrawnYear>();
        while (await reader.ReadAsync(cancel))
            years.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetBoolean(3), reader.GetBoolean(4), reader.GetBoolean(5)) { RawDeleted = reader.GetBoolean(6) });
        return years;
    }
}
