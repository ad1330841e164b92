using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Counts deliveries anew whose incidents were changed after they came in.</summary>
internal static class TallyAgain
{
    /// <param name="connection">In a transaction that holds <see cref="Geography.PlacementLock"/> alone, so that no incident changes meanwhile.</param>
    public static async Task RunAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(TallyAgain)), connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
