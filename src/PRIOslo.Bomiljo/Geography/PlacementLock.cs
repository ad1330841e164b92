using System.Data;
using Npgsql;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>
/// Keeps incidents from coming in or going out while boundaries are exchanged: else an incident could miss its placement in
/// the new vintage, or a placement outlive its incident. Locks are held until the transaction ends, but for <see cref="HoldAsync"/>.
/// </summary>
public static class PlacementLock
{
    private const long Key = 0x504C414345; // «PLACE»

    /// <summary>For what adds or removes incidents; several may hold it.</summary>
    public static Task ShareAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        RunAsync(connection, $"SELECT pg_advisory_xact_lock_shared({Key})", cancel);

    /// <summary>For what exchanges boundaries; waits until nobody else holds it.</summary>
    public static Task TakeAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        RunAsync(connection, $"SELECT pg_advisory_xact_lock({Key})", cancel);

    /// <summary>As <see cref="TakeAsync"/>, from before a transaction begins, whose snapshot then holds what others have written; free again when disposed of.</summary>
    /// <param name="connection">Outside a transaction; the lock is the session's, and ends with it too.</param>
    public static async Task<IAsyncDisposable> HoldAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await RunAsync(connection, $"SELECT pg_advisory_lock({Key})", cancel);
        return new Held(connection);
    }

    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (connection.State == ConnectionState.Open)
                await RunAsync(connection, $"SELECT pg_advisory_unlock({Key})", CancellationToken.None);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
