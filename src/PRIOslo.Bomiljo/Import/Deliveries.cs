using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>A delivery in the ledger.</summary>
public sealed record Delivery(
    int Id, string Source, string File, string Sha256, DateTimeOffset ImportedAt, string ImportedBy, DateOnly? FirstDay, DateOnly? LastDay,
    int Read, int Accepted, int Rejected, int Duplicate, int Ignored, int Merged, long Incidents, DateTimeOffset? WithdrawnAt);

/// <summary>Reads the ledger and withdraws deliveries.</summary>
public static class Deliveries
{
    public static async Task<IReadOnlyList<Delivery>> ListAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            SELECT delivery_id, source, file_name, sha256, imported_at, imported_by, first_day, last_day, rows_read, rows_accepted,
                   rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents, withdrawn_at
            FROM ledger.delivery ORDER BY delivery_id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var deliveries = new List<Delivery>();
        while (await reader.ReadAsync(cancel))
        {
            deliveries.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), Day(6), Day(7), reader.GetInt32(8), reader.GetInt32(9),
                reader.GetInt32(10), reader.GetInt32(11), reader.GetInt32(12), reader.GetInt32(13), reader.GetInt64(14),
                reader.IsDBNull(15) ? null : reader.GetFieldValue<DateTimeOffset>(15)));
        }

        return deliveries;

        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
    }

    /// <summary>Removes the delivery's incidents and placements; its entry in the ledger stays, marked.</summary>
    /// <returns>How many incident rows were removed.</returns>
    /// <exception cref="ProblemException">BOM-308: no such delivery, or withdrawn already.</exception>
    public static async Task<int> WithdrawAsync(NpgsqlDataSource database, int id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await PlacementLock.ShareAsync(connection, cancel);
        if (await RunAsync("UPDATE ledger.delivery SET withdrawn_at = @now WHERE delivery_id = @id AND withdrawn_at IS NULL") == 0)
            throw new ProblemException(ProblemCode.UnknownDelivery, $"delivery {id}", "is not in, or is withdrawn already.", "See `bomiljo delivery list`.");
        await RunAsync("DELETE FROM incident.placement WHERE delivery_id = @id");
        var removed = await RunAsync("DELETE FROM incident.incident WHERE delivery_id = @id");
        await AuditLog.AppendAsync(connection, AuditActions.DeliveryWithdraw, $"delivery {id}", new { Removed = removed }, cancel);
        await transaction.CommitAsync(cancel);
        return removed;

        async Task<int> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("id", id), new("now", now) } };
            return await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
