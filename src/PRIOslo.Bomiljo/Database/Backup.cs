using System.Data;
using System.Diagnostics;
using System.Reflection;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Writes all of the program's data to one file, as of one moment, while others work on.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the manifest.</param>
public sealed class Backup(NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="path">Replaced if it is there; only its owner may read it, as it holds incidents and the claim key.</param>
    /// <exception cref="ProblemException">BOM-003, BOM-004, BOM-405, BOM-410, BOM-411.</exception>
    public async Task<BackupManifest> RunAsync(string path, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var scope = await BackupScope.ReadAsync(connection, cancel);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancel))!;
        var programs = await BackupPrograms.FindAsync(scope.PostgresMajor, cancel);
        return await BackupFile.WriteAsync(Path.GetFullPath(path),
            (target, stop) => DumpAsync(programs, scope, snapshot, target, stop),
            (bytes, hash) => new(BackupManifest.CurrentFormat, ProgramVersion, clock.GetUtcNow(), scope.Postgres, scope.Postgis,
                scope.Migrations, scope.Roles, bytes, hash),
            cancel);
    }

    private static string ProgramVersion =>
        typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static async Task DumpAsync(BackupPrograms programs, BackupScope scope, string snapshot, Stream target, CancellationToken cancel)
    {
        using var dump = programs.Start("pg_dump",
            ["--format=custom", "--no-password", "--lock-wait-timeout=60s", $"--snapshot={snapshot}", .. scope.Schemas.Select(name => $"--schema=\"{name}\"")]);
        try
        {
            var errors = dump.StandardError.ReadToEndAsync(cancel);
            await dump.StandardOutput.BaseStream.CopyToAsync(target, cancel);
            await dump.WaitForExitAsync(cancel);
            if (dump.ExitCode != 0)
            {
                throw new ProblemException(ProblemCode.BackupFailed, "pg_dump", $"the backup failed; no file was written. It says: {LastLine(await errors)}.",
                    "Mend what it names and run the command again.");
            }
        }
        finally
        {
            End(dump);
        }
    }

    /// <summary>Ends a program that still runs because its partner failed or somebody stopped the command.</summary>
    internal static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    internal static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].TrimEnd('.');
}
