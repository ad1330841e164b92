using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>The database of a private cluster, with its two logins and PostGIS, each made where it is missing.</summary>
internal static class ClusterDatabase
{
    /// <exception cref="ProblemException">BOM-402: the extension is not installed.</exception>
    public static async Task PrepareAsync(LocalCluster cluster, CancellationToken cancel)
    {
        await using (var server = new NpgsqlConnection(cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false"))
        {
            await server.OpenAsync(cancel);
            await EnsureAsync(server, "SELECT 1 FROM pg_roles WHERE rolname = 'bomiljo_owner'", "CREATE ROLE bomiljo_owner LOGIN CREATEROLE", cancel);
            await EnsureAsync(server, "SELECT 1 FROM pg_roles WHERE rolname = 'bomiljo_web'", "CREATE ROLE bomiljo_web LOGIN NOINHERIT", cancel);
            await EnsureAsync(server, "SELECT 1 FROM pg_database WHERE datname = 'bomiljo'", "CREATE DATABASE bomiljo OWNER bomiljo_owner", cancel);
        }

        await using var database = new NpgsqlConnection(cluster.ConnectionString(LocalCluster.Superuser).Replace("Database=postgres", "Database=bomiljo", StringComparison.Ordinal) + ";Pooling=false");
        await database.OpenAsync(cancel);
        try
        {
            await EnsureAsync(database, "SELECT 1 FROM pg_extension WHERE extname = 'postgis'", "CREATE EXTENSION postgis", cancel);
        }
        catch (PostgresException missing) when (missing.SqlState is "0A000" or "58P01")
        {
            throw new ProblemException(ProblemCode.NoPostgis, "", "PostgreSQL is installed, but not its extension PostGIS.",
                ServerBinaries.InstallHint, missing);
        }
    }

    private static async Task EnsureAsync(NpgsqlConnection connection, string question, string statement, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(question, connection);
        if (await ask.ExecuteScalarAsync(cancel) is not null)
            return;
        await using var make = new NpgsqlCommand(statement, connection);
        await make.ExecuteNonQueryAsync(cancel);
    }
}
