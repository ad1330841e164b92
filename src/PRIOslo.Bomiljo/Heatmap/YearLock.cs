using System.Data;
using Npgsql;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>One measurement or publication of a year at a time; free again when disposed of.</summary>
/// <remarks>Taken before the work's transaction begins, whose snapshot then holds what the one before it has written.</remarks>
internal sealed class YearLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly int _year;

    private YearLock(NpgsqlConnection connection, int year) => (_connection, _year) = (connection, year);

    /// <summary>Waits until nobody else works on the year.</summary>
    /// <param name="connection">Outside a transaction; the lock is the session's, and ends with it too.</param>
    public static async Task<YearLock> TakeAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await RunAsync(connection, "SELECT pg_advisory_lock(hashtextextended('measure', @year))", year, cancel);
        return new(connection, year);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.State == ConnectionState.Open)
            await RunAsync(_connection, "SELECT pg_advisory_unlock(hashtextextended('measure', @year))", _year, CancellationToken.None);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("year", (long)year) } };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
