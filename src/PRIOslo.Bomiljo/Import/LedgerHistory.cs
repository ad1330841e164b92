using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>A delivery of the same source whose period meets that of the one coming in.</summary>
/// <param name="Rows">Accepted when it came in.</param>
/// <param name="RowsIn">Those that are still there.</param>
/// <param name="IsFrozen">True if a frozen measurement rests on it.</param>
internal sealed record NeighbourDelivery(int Id, string File, DateOnly FirstDay, DateOnly LastDay, int Rows, int RowsIn, bool IsFrozen)
{
    /// <summary>False once a retention rule has deleted some of its rows.</summary>
    public bool IsWhole => RowsIn == Rows;

    /// <summary>True if both tell of the same months, first and last included.</summary>
    public bool HasMonthsOf(DateOnly first, DateOnly last) => IsSameMonth(FirstDay, first) && IsSameMonth(LastDay, last);

    private static bool IsSameMonth(DateOnly one, DateOnly other) => (one.Year, one.Month) == (other.Year, other.Month);
}

/// <summary>What a source has delivered before, and the taking out of a delivery that another replaces.</summary>
internal static class LedgerHistory
{
    /// <returns>Incidents of the source by category and month.</returns>
    public static async Task<MonthlyCounts> CountsAsync(NpgsqlConnection connection, string source, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(LedgerHistory)), connection) { Parameters = { new("source", source) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counts = new MonthlyCounts();
        while (await reader.ReadAsync(cancel))
            counts.Add(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3));
        return counts;
    }

    /// <returns>Deliveries of the source that are in and meet the period, the newest first.</returns>
    public static async Task<IReadOnlyList<NeighbourDelivery>> NeighboursAsync(
        NpgsqlConnection connection, string source, DateOnly first, DateOnly last, int except, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT delivery_id, file_name, first_day, last_day, rows_accepted,
                   (SELECT count(*)::int FROM incident.incident i WHERE i.delivery_id = d.delivery_id),
                   EXISTS (SELECT FROM heatmap.frozen f WHERE f.inputs -> 'deliveries' @> jsonb_build_array(jsonb_build_object('id', d.delivery_id)))
            FROM ledger.delivery d
            WHERE source = @source AND withdrawn_at IS NULL AND delivery_id <> @except AND first_day <= @last AND last_day >= @first
            ORDER BY delivery_id DESC
            """, connection)
        {
            Parameters = { new("source", source), new("except", except), new("first", first), new("last", last) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<NeighbourDelivery>();
        while (await reader.ReadAsync(cancel))
            found.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetFieldValue<DateOnly>(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetBoolean(6)));
        return found;
    }

    /// <summary>Takes a delivery's incidents out so that its successor can come in, in the same transaction.</summary>
    /// <returns>What rested on it, year by year.</returns>
    /// <exception cref="ProblemException">BOM-314: no such delivery of the source is in.</exception>
    public static async Task<IReadOnlyList<WithdrawnYear>> TakeOutAsync(NpgsqlConnection connection, string source, int id, DateTimeOffset now, CancellationToken cancel)
    {
        if (await RunAsync("UPDATE ledger.delivery SET withdrawn_at = @now WHERE delivery_id = @id AND source = @source AND withdrawn_at IS NULL") == 0)
            throw new ProblemException(ProblemCode.CannotReplace, $"delivery {id}", $"is not a delivery of {source} that is in.", "See `bomiljo delivery list`.");
        var years = await Withdrawal.ReadYearsAsync(connection, id, cancel);
        await RunAsync("DELETE FROM incident.incident WHERE delivery_id = @id");
        return years;

        async Task<int> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("id", id), new("source", source), new("now", now) } };
            return await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
