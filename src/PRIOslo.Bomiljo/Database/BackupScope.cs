using Npgsql;

namespace PRIOslo.Bomiljo.Database;

/// <summary>What of a database belongs to the program, and so to a backup.</summary>
/// <param name="Schemas">Those that the owner of the schema <c>bomiljo</c> owns, save <c>public</c> and what belongs to an extension.</param>
/// <param name="Roles">Roles that have rights in them, the owner excepted.</param>
/// <param name="Migrations">Applied schema files, in order.</param>
/// <param name="Postgres">The server's version, such as 15.14.</param>
/// <param name="PostgresMajor">Its first number.</param>
/// <param name="Postgis">The extension's version.</param>
internal sealed record BackupScope(
    IReadOnlyList<string> Schemas, IReadOnlyList<string> Roles, IReadOnlyList<string> Migrations, string Postgres, int PostgresMajor, string Postgis)
{
    public static async Task<BackupScope> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For<BackupScope>(), connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(reader.GetFieldValue<string[]>(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2),
            reader.GetString(3), reader.GetInt32(4), reader.GetString(5));
    }

    /// <summary>True if a table of the schemas holds a row that the program's own schema files did not put there.</summary>
    public async Task<bool> HoldsDataAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(string_agg(format('EXISTS (SELECT FROM %s)', c.oid::regclass), ' OR '), 'false')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (@schemas) AND c.relkind = 'r'
              AND c.oid::regclass::text NOT IN ('bomiljo.migration', 'bomiljo.state', 'access.claim_key', 'audit.head')
            """, connection)
        {
            Parameters = { new("schemas", Schemas.ToArray()) },
        };
        await using var ask = new NpgsqlCommand($"SELECT {await command.ExecuteScalarAsync(cancel)}", connection);
        return await ask.ExecuteScalarAsync(cancel) is true;
    }
}
