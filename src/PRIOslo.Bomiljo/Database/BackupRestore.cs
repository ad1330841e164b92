using System.Diagnostics;
using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Puts a backup in the place of what the database holds, in one transaction: all of it or nothing.</summary>
/// <remarks>A backup is a program for the database: the sums find damage, not malice. Restore only what you have kept safe.</remarks>
/// <param name="database">As owner, with an up-to-date schema.</param>
public sealed class BackupRestore(NpgsqlDataSource database)
{
    /// <param name="path">A file that <see cref="Backup"/> wrote.</param>
    /// <param name="replace">True also where the database holds data, which are lost.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-407, BOM-410, BOM-412 to BOM-415; the database is as it was then.</exception>
    public async Task<BackupManifest> RunAsync(string path, bool replace, CancellationToken cancel)
    {
        var manifest = await BackupFile.VerifyAsync(path, cancel);
        DemandKnown(manifest, path);
        BackupScope present;
        await using (var connection = await database.OpenConnectionAsync(cancel))
        {
            present = await BackupScope.ReadAsync(connection, cancel);
            if (!replace && await present.HoldsDataAsync(connection, cancel))
            {
                throw new ProblemException(ProblemCode.DatabaseHoldsData, path, "the database holds data, which a restore would remove.",
                    "Restore with another BOMILJO_HOME or BOMILJO_DATABASE; or make a backup of it and add --replace.");
            }
        }

        var programs = await BackupPrograms.FindAsync(present.PostgresMajor, cancel);
        using (var psql = programs.Start("psql", "--no-psqlrc", "--no-password", "--quiet", "--output=/dev/null",
            "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate")) // messages hold values of rows
        {
            try
            {
                await FeedAsync(programs, psql, path, Before(manifest, present), cancel);
            }
            finally
            {
                Backup.End(psql);
            }
        }

        await Migrator.MigrateAsync(database, cancel);
        return manifest;
    }

    private static void DemandKnown(BackupManifest manifest, string path)
    {
        var known = SqlFile.In("Database/migrations").Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = manifest.Migrations.FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
        {
            throw new ProblemException(ProblemCode.DatabaseNewer, path, $"the backup has a migration that this program does not know ({unknown}).",
                "Use the newer program.");
        }
    }

    /// <summary>Roles that are not there yet come back without login: who may log in is the server's business.</summary>
    private static string Before(BackupManifest manifest, BackupScope present)
    {
        var script = new StringBuilder("BEGIN;\nSET LOCAL lock_timeout = '60s';\n");
        foreach (var role in manifest.Roles)
        {
            script.Append("SELECT format('CREATE ROLE %I NOLOGIN NOINHERIT', name) FROM (VALUES (").Append(Literal(role))
                .Append(")) AS wanted (name) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec\n");
        }

        return script.Append("SET LOCAL client_min_messages = warning;\nDROP SCHEMA IF EXISTS ")
            .AppendJoin(", ", present.Schemas.Select(Identifier)).Append(" CASCADE;\n").ToString();
    }

    /// <summary>Without the last line psql finds the end of its input in an open transaction, which the server then rolls back.</summary>
    private const string After =
        """
        DELETE FROM bomiljo.state; -- views and rights are applied anew by this program
        COMMIT;

        """;

    private static async Task FeedAsync(BackupPrograms programs, Process psql, string path, string before, CancellationToken cancel)
    {
        using var restore = programs.Start("pg_restore", "--no-owner", "--file=-");
        try
        {
            var (refusals, complaints) = (psql.StandardError.ReadToEndAsync(cancel), restore.StandardError.ReadToEndAsync(cancel));
            var whole = await PipeAsync(path, restore, psql.StandardInput.BaseStream, before, cancel);
            psql.StandardInput.Close();
            await psql.WaitForExitAsync(cancel);
            if (!whole || psql.ExitCode != 0)
            {
                throw new ProblemException(ProblemCode.RestoreFailed, path,
                    $"the restore failed and the database is as it was. PostgreSQL says: {Backup.LastLine(psql.ExitCode != 0 ? await refusals : await complaints)}.",
                    "Look the code up in PostgreSQL's table of error codes; 55P03 means that somebody else was at work.");
            }
        }
        finally
        {
            Backup.End(restore);
        }
    }

    /// <returns>True if the whole dump, and what makes it count, was handed to psql.</returns>
    private static async Task<bool> PipeAsync(string path, Process restore, Stream script, string before, CancellationToken cancel)
    {
        var feeding = UnlessClosedAsync(async () =>
        {
            await BackupFile.CopyDumpAsync(path, restore.StandardInput.BaseStream, cancel);
            restore.StandardInput.Close();
        });
        var handed = await UnlessClosedAsync(async () =>
        {
            await script.WriteAsync(Encoding.UTF8.GetBytes(before), cancel);
            await restore.StandardOutput.BaseStream.CopyToAsync(script, cancel);
        });
        if (!handed)
            Backup.End(restore);
        await feeding; // pg_restore's exit code tells whether it was enough
        await restore.WaitForExitAsync(cancel);
        return handed && restore.ExitCode == 0
            && await UnlessClosedAsync(async () => await script.WriteAsync(Encoding.UTF8.GetBytes(After), cancel));
    }

    /// <returns>False if the reader at the other end had gone.</returns>
    private static async Task<bool> UnlessClosedAsync(Func<Task> copy)
    {
        try
        {
            await copy();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
