using System.CommandLine;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo db backup FILE</c> and <c>bomiljo db restore FILE [--replace]</c>.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; replaced if it is there. Readable by its owner only." };
        var backup = new Command("backup", "Write all data to one file, while others work on.") { file, Output.JsonOption };
        backup.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await RecordAsync(database, AuditActions.DatabaseBackup, path, detail: null, cancel); // before, so that the backup itself holds it
            Report(parsed.GetValue(Output.JsonOption), path, await new Backup(database, TimeProvider.System).RunAsync(path, cancel), "Written");
            return 0;
        });
        return backup;
    }

    public static Command CreateRestore()
    {
        var file = new Argument<string>("FILE") { Description = "A file that db backup wrote." };
        var replace = new Option<bool>("--replace") { Description = "Also where the database holds data: they are removed." };
        var restore = new Command("restore", "Put a backup in the place of what the database holds: all of it or nothing.") { file, replace, Output.JsonOption };
        restore.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var before = await HeadAsync(database, cancel);
            var manifest = await new BackupRestore(database).RunAsync(path, parsed.GetValue(replace), cancel);
            await RecordAsync(database, AuditActions.DatabaseRestore, path, new { manifest.CreatedAt, manifest.DumpSha256, ReplacedHead = before }, cancel);
            Report(parsed.GetValue(Output.JsonOption), path, manifest, "Restored");
            return 0;
        });
        return restore;
    }

    /// <summary>Where the audit that is about to be replaced ends: a copy of it can be checked against this later.</summary>
    private static async Task<string> HeadAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("SELECT seq || ':' || encode(hash, 'hex') FROM audit.head");
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task RecordAsync(NpgsqlDataSource database, string action, string path, object? detail, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await AuditLog.AppendAsync(connection, action, Path.GetFileName(path), detail, cancel);
    }

    private static void Report(bool json, string path, BackupManifest manifest, string done)
    {
        if (json)
        {
            Output.Json(new
            {
                File = Path.GetFullPath(path),
                manifest.CreatedAt,
                manifest.ProgramVersion,
                Migration = manifest.Migrations[^1],
                manifest.Roles,
                manifest.DumpBytes,
                manifest.DumpSha256,
            });
        }
        else
        {
            Output.Line($"{done}: {path}, made {manifest.CreatedAt:yyyy-MM-dd HH:mm}Z by version {manifest.ProgramVersion}, schema {manifest.Migrations[^1]}, {manifest.DumpBytes} bytes.");
        }
    }
}
