using System.CommandLine;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo db start | stop | status | migrate | backup FILE | restore FILE | claim-key</c>.</summary>
internal static class DbCommand
{
    public static Command Create() => new("db", "The database: the private local one, or the one that BOMILJO_DATABASE names.")
    {
        Verb("start", "Start the private cluster and bring the schema up to date.", StartAsync),
        Verb("stop", "Stop the private cluster.", StopAsync),
        Verb("status", "Say which database is used and how it is.", StatusAsync),
        Verb("migrate", "Bring the schema up to date.", MigrateAsync),
        BackupCommands.CreateBackup(),
        BackupCommands.CreateRestore(),
        CreateClaimKey(),
    };

    private static Command Verb(string name, string description, Func<bool, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, description) { Output.JsonOption };
        command.SetAction((parsed, cancel) => action(parsed.GetValue(Output.JsonOption), cancel));
        return command;
    }

    private static Command CreateClaimKey()
    {
        var file = new Option<string>("--out") { Description = "The file to make, readable by its owner only.", Required = true };
        var claimKey = new Command("claim-key", $"Write the key that a web server on another machine needs, for {DatabaseAccess.ClaimKeyVariable}.") { file };
        claimKey.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            await AuditLog.AppendAsync(connection, AuditActions.ClaimKeyExport, "claim key", detail: null, cancel);
            await ClaimKey.WriteFileAsync(await ClaimKey.ReadAsync(database, cancel), parsed.GetValue(file)!, cancel);
            Output.Line("Written. Whoever has this file can act as anybody: keep it at mode 0600, for the web server's user alone.");
            return 0;
        });
        return claimKey;
    }

    private static async Task<int> StartAsync(bool json, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        return await StatusAsync(json, cancel);
    }

    private static async Task<int> StopAsync(bool json, CancellationToken cancel)
    {
        if (DatabaseAccess.IsExternal)
        {
            Report(json, stopped: false, "BOMILJO_DATABASE names a server that this program does not run; it was left alone.");
            return 0;
        }

        var cluster = await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), cancel);
        var stopped = await cluster.StopAsync(cancel);
        Report(json, stopped, stopped ? "Stopped." : "It was not running.");
        return 0;
    }

    private static void Report(bool json, bool stopped, string message)
    {
        if (json)
            Output.Json(new { Stopped = stopped });
        else
            Output.Line(message);
    }

    private static async Task<int> StatusAsync(bool json, CancellationToken cancel)
    {
        var status = await DatabaseStatus.ReadAsync(cancel);
        if (json)
            Output.Json(status);
        else
            Output.Line(status.ToString());
        return 0;
    }

    private static async Task<int> MigrateAsync(bool json, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var applied = await Migrator.MigrateAsync(database, cancel);
        if (json)
            Output.Json(new { Applied = applied, (await DatabaseStatus.ReadAsync(cancel)).Migration });
        else
            Output.Line("The schema is up to date.");
        return 0;
    }
}
