using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Brings the schema up to date: numbered files once each, views and functions again when any of them changed.</summary>
public static class Migrator
{
    private const long LockKey = 0x424F4D494C4A4F; // «BOMILJO»

    /// <returns>The names of the files that were applied; empty if the schema was up to date.</returns>
    /// <exception cref="ProblemException">BOM-402, BOM-406, BOM-407, BOM-408.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(NpgsqlDataSource dataSource, CancellationToken cancel = default)
    {
        var migrations = SqlFile.In("Database/migrations");
        var views = SqlFile.In("Database/views");
        var stateHash = Hash(string.Concat(migrations.Concat(views).Select(file => file.Name + file.Text)));

        await using var connection = await dataSource.OpenConnectionAsync(cancel);
        if (await IsCurrentAsync(connection, stateHash, cancel))
            return [];

        await RunAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancel);
        try
        {
            return await ApplyAsync(connection, migrations, views, stateHash, cancel);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ProblemException(ProblemCode.MissingRight, DatabaseAccess.OwnerVariable,
                $"the database refuses what the program needs: {refused.MessageText}.",
                "Connect as a role that owns the database and may create roles; let an administrator run CREATE EXTENSION postgis first.", refused);
        }
        catch (PostgresException missing) when (missing.SqlState is "0A000" or "58P01")
        {
            throw new ProblemException(ProblemCode.NoPostgis, DatabaseAccess.OwnerVariable, "the server lacks the extension PostGIS.",
                ServerBinaries.InstallHint, missing);
        }
        finally
        {
            await RunAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task<List<string>> ApplyAsync(
        NpgsqlConnection connection,
        IReadOnlyList<(string Name, string Text)> migrations,
        IReadOnlyList<(string Name, string Text)> views,
        string stateHash,
        CancellationToken cancel)
    {
        await RunAsync(connection,
            """
            CREATE SCHEMA IF NOT EXISTS bomiljo;
            CREATE TABLE IF NOT EXISTS bomiljo.migration (
                name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE IF NOT EXISTS bomiljo.state (sha256 text NOT NULL);
            """, cancel);
        var done = await ReadDoneAsync(connection, cancel);
        var unknown = done.Keys.FirstOrDefault(name => migrations.All(migration => migration.Name != name));
        if (unknown is not null)
        {
            throw new ProblemException(ProblemCode.DatabaseNewer, unknown, "the database has a migration that this program does not know.",
                "Use the newer program, or another BOMILJO_HOME or BOMILJO_DATABASE.");
        }

        var applied = new List<string>();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var (name, text) in migrations)
        {
            var hash = Hash(text);
            if (done.TryGetValue(name, out var before))
            {
                if (before != hash)
                {
                    throw new ProblemException(ProblemCode.MigrationChanged, name, "the file was changed after it had been applied.",
                        "Restore the file and put the change into a new, higher number.");
                }

                continue;
            }

            await RunAsync(connection, text, cancel);
            await using var note = new NpgsqlCommand("INSERT INTO bomiljo.migration (name, sha256) VALUES ($1, $2)", connection)
            {
                Parameters = { new() { Value = name }, new() { Value = hash } },
            };
            await note.ExecuteNonQueryAsync(cancel);
            applied.Add(name);
        }

        foreach (var (name, text) in views)
        {
            await RunAsync(connection, text, cancel);
            applied.Add(name);
        }

        await RunAsync(connection, $"DELETE FROM bomiljo.state; INSERT INTO bomiljo.state VALUES ('{stateHash}')", cancel);
        await transaction.CommitAsync(cancel);
        await connection.ReloadTypesAsync(cancel); // geometry may be new
        return applied;
    }

    private static async Task<bool> IsCurrentAsync(NpgsqlConnection connection, string stateHash, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM bomiljo.state WHERE sha256 = $1)", connection)
        {
            Parameters = { new() { Value = stateHash } },
        };
        try
        {
            return await command.ExecuteScalarAsync(cancel) is true;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return false;
        }
    }

    private static async Task<Dictionary<string, string>> ReadDoneAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var done = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("SELECT name, sha256 FROM bomiljo.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            done.Add(reader.GetString(0), reader.GetString(1));
        return done;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
