using Npgsql;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>One measurement or publication of a year at a time; free again when disposed of.</summary>
/// <remarks>Held by a transaction of its own: the work's transaction takes its snapshot after the lock is there, and so sees
/// what the one before it has written.</remarks>
internal sealed class YearLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private YearLock(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Waits until nobody else works on the year.</summary>
    public static async Task<YearLock> TakeAsync(NpgsqlDataSource database, int year, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('measure', @year))", connection)
            {
                Parameters = { new("year", (long)year) },
            };
            await command.ExecuteNonQueryAsync(cancel);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
