using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>How the database is.</summary>
/// <param name="Mode"><c>private</c> or <c>external</c>.</param>
/// <param name="Running">True if it answers.</param>
/// <param name="Postgres">The server's version; null if it does not answer.</param>
/// <param name="Postgis">The extension's version; null as above or where it is not installed.</param>
/// <param name="Migration">The highest migration applied; null before the first.</param>
/// <param name="Data">The private cluster's data folder; null for an external one.</param>
/// <param name="Socket">The folder of the private cluster's socket; null for an external one.</param>
public sealed record DatabaseStatus(
    string Mode, bool Running, string? Postgres, string? Postgis, string? Migration, string? Data, string? Socket)
{
    public override string ToString() => Running
        ? $"Running ({Mode}): PostgreSQL {Postgres}, PostGIS {Postgis}, schema {Migration}.{(Data is null ? "" : $"\nData: {Data}\nSocket: {Socket}")}"
        : $"Not running ({Mode}).{(Data is null ? "" : $"\nData: {Data}")}";

    /// <summary>Looks without starting or changing anything.</summary>
    public static async Task<DatabaseStatus> ReadAsync(CancellationToken cancel)
    {
        var cluster = DatabaseAccess.IsExternal ? null : await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), cancel);
        var mode = cluster is null ? "external" : "private";
        var connectionString = cluster?.ConnectionString(LocalCluster.OwnerRole) ?? Environment.GetEnvironmentVariable(DatabaseAccess.OwnerVariable)!;
        try
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(
                "SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'postgis')", connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            var (postgres, postgis) = (reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1));
            await reader.DisposeAsync();
            return new(mode, true, postgres, postgis, await ReadMigrationAsync(connection, cancel), cluster?.DataFolder, cluster?.SocketFolder);
        }
        catch (NpgsqlException unreachable) when (unreachable is not PostgresException)
        {
            return new(mode, false, null, null, null, cluster?.DataFolder, cluster?.SocketFolder);
        }
        catch (ArgumentException unreadable)
        {
            throw new ProblemException(ProblemCode.CannotConnect, DatabaseAccess.OwnerVariable, "this is no Npgsql connection string.",
                "Write it as Host=…;Username=…;Database=….", unreadable);
        }
    }

    private static async Task<string?> ReadMigrationAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('bomiljo.migration') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not true)
            return null;
        await using var command = new NpgsqlCommand("SELECT max(name) FROM bomiljo.migration", connection);
        return await command.ExecuteScalarAsync(cancel) as string;
    }
}
