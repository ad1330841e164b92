using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

/// <summary>The private cluster as people meet it: through the command line, in a home of its own.</summary>
[UnsupportedOSPlatform("windows")]
[Collection("postgis")] // one server start at a time
public sealed class LocalClusterTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-cluster-");
    private string _home = "";

    public Task InitializeAsync()
    {
        // As any folder below /tmp: others may enter it.
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        _home = Path.Combine(_folder.FullName, "home");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await TestHome.RemoveAsync(_home);
        _folder.Delete(recursive: true);
    }

    [PostgisFact]
    public async Task Two_commands_at_once_on_first_use_both_end_well_and_stop_stops()
    {
        var results = await Task.WhenAll(RunAsync("delivery", "list", "--json"), RunAsync("db", "start", "--json"), RunAsync("delivery", "list", "--json"));
        foreach (var result in results)
            result.Demand(0);

        var status = (await RunAsync("db", "status", "--json")).Demand(0).Json;
        Assert.Equal("private", status.GetProperty("mode").GetString());
        Assert.True(status.GetProperty("running").GetBoolean());
        Assert.True(status.GetProperty("socket").GetString()!.Length < 80);
        Assert.True((await RunAsync("db", "stop", "--json")).Demand(0).Json.GetProperty("stopped").GetBoolean());
        Assert.False((await RunAsync("db", "status", "--json")).Demand(0).Json.GetProperty("running").GetBoolean());
        Assert.False((await RunAsync("db", "stop", "--json")).Demand(0).Json.GetProperty("stopped").GetBoolean());
    }

    /// <summary>A web server with a view of the file system of its own holds on to the folder itself, not to its name.</summary>
    [PostgisFact]
    public async Task A_server_that_was_stopped_comes_back_in_the_same_folder()
    {
        var socket = (await RunAsync("db", "start", "--json")).Demand(0).Json.GetProperty("socket").GetString()!;
        var before = await Shell.RunAsync("stat", ["-c", "%d:%i", socket], default);

        (await RunAsync("db", "stop")).Demand(0);
        (await RunAsync("db", "start")).Demand(0);

        Assert.Equal(0, before.ExitCode);
        Assert.Equal(before, await Shell.RunAsync("stat", ["-c", "%d:%i", socket], default));
    }

    [PostgisFact]
    public async Task A_killed_server_comes_back_with_what_was_stored()
    {
        var population = Path.Combine(_folder.FullName, "population.csv");
        await File.WriteAllTextAsync(population, "code;year;residents\n0105;2023;5000\n");
        (await RunAsync("population", "import", population)).Demand(0);
        var cluster = await ClusterAsync();
        await KillAsync(await ServerPidAsync(cluster));

        (await RunAsync("delivery", "list", "--json")).Demand(0);

        await using var database = DatabaseAccess.Build(cluster.ConnectionString(LocalCluster.OwnerRole) + ";Pooling=false");
        await using var command = database.CreateCommand("SELECT residents FROM geo.population");
        Assert.Equal(5000, await command.ExecuteScalarAsync());
    }

    [PostgisFact]
    public async Task A_server_killed_under_an_import_is_told_and_nothing_is_stored()
    {
        using var files = new TempFolder();
        var delivery = files.WriteRandom("waste.csv", 500, seed: 1);
        (await RunAsync("db", "start")).Demand(0);
        var cluster = await ClusterAsync();
        await using var blocker = new Npgsql.NpgsqlConnection(cluster.ConnectionString(LocalCluster.OwnerRole) + ";Pooling=false");
        await blocker.OpenAsync();
        _ = await blocker.BeginTransactionAsync(); // ends with the server
        await PRIOslo.Bomiljo.Geography.PlacementLock.TakeAsync(blocker, default); // the import waits here, in its transaction
        var import = RunAsync("import", "renovasjon", delivery);
        await using var waiting = new Npgsql.NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", blocker);
        for (var waited = 0; waited < 200 && await waiting.ExecuteScalarAsync() is 0L; waited++)
            await Task.Delay(50);
        await KillAsync(await ServerPidAsync(cluster));

        (await import).DemandProblem(12, "BOM-409", "database");

        Assert.Empty((await RunAsync("delivery", "list", "--json")).Demand(0).Json.GetProperty("deliveries").EnumerateArray());
        (await RunAsync("import", "renovasjon", delivery)).Demand(11);
    }

    [PostgisFact]
    public async Task A_stale_pid_file_with_a_foreign_process_is_no_obstacle_and_the_process_lives_on()
    {
        (await RunAsync("db", "start")).Demand(0);
        var cluster = await ClusterAsync();
        var pidFile = Path.Combine(cluster.DataFolder, "postmaster.pid");
        var left = await File.ReadAllLinesAsync(pidFile);
        (await RunAsync("db", "stop")).Demand(0);
        using var foreign = StartAsServerUser("sleep", "600");
        try
        {
            left[0] = await SleepPidAsync(foreign);
            await WriteAsServerUserAsync(pidFile, left);
            Assert.False((await RunAsync("db", "stop", "--json")).Demand(0).Json.GetProperty("stopped").GetBoolean());
            Assert.False(foreign.HasExited);

            await WriteAsServerUserAsync(pidFile, left);
            (await RunAsync("delivery", "list")).Demand(0);
            Assert.False(foreign.HasExited);
        }
        finally
        {
            foreign.Kill(entireProcessTree: true);
        }
    }

    [PostgisFact]
    public async Task A_first_run_that_was_cut_off_before_postgis_was_made_is_finished_by_the_next()
    {
        (await RunAsync("db", "start")).Demand(0);
        var cluster = await ClusterAsync();
        await using (var server = DatabaseAccess.Build(cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false"))
        {
            await using var drop = server.CreateCommand("DROP DATABASE bomiljo WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
            await using var create = server.CreateCommand("CREATE DATABASE bomiljo OWNER bomiljo_owner");
            await create.ExecuteNonQueryAsync();
        }

        (await RunAsync("delivery", "list")).Demand(0);
    }

    [PostgisFact]
    public async Task A_home_with_a_path_longer_than_a_socket_may_have_works()
    {
        _home = Path.Combine([_folder.FullName, "home", .. Enumerable.Repeat("a-folder-with-a-long-name", 6)]);
        Assert.True(_home.Length > 150);

        (await RunAsync("delivery", "list")).Demand(0);
    }

    [PostgisFact]
    public async Task A_home_that_the_servers_user_cannot_enter_works()
    {
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        (await RunAsync("delivery", "list")).Demand(0);

        (await RunAsync("delivery", "list")).Demand(0);
    }

    [PostgisFact]
    public async Task A_strict_umask_on_first_use_is_no_obstacle()
    {
        var script = $"umask 077; BOMILJO_HOME={_home} exec dotnet {CliProcess.Folder}/PRIOslo.Bomiljo.Cli.dll delivery list";
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { UseShellExecute = false, RedirectStandardError = true, Environment = { ["BOMILJO_DATABASE"] = null } })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, error);
        (await RunAsync("delivery", "list")).Demand(0);
    }

    [PostgisFact]
    public async Task A_home_that_is_a_file_is_told()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        (await CliProcess.RunAsync(CliProcess.Home(file), "delivery", "list")).DemandProblem(12, "BOM-404", file);
        (await CliProcess.RunAsync(CliProcess.Home(Path.Combine(file, "below")), "delivery", "list")).DemandProblem(12, "BOM-404", file);
    }

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(CliProcess.Home(_home), arguments);

    private Task<LocalCluster> ClusterAsync() => LocalCluster.OfAsync(new BomiljoHome(_home), default);

    private static async Task<int> ServerPidAsync(LocalCluster cluster) =>
        int.Parse((await File.ReadAllLinesAsync(Path.Combine(cluster.DataFolder, "postmaster.pid")))[0], CultureInfo.InvariantCulture);

    private static async Task KillAsync(int pid)
    {
        using var server = Process.GetProcessById(pid);
        server.Kill();
        await server.WaitForExitAsync();
    }

    private static Process StartAsServerUser(string program, string argument)
    {
        string[] command = BomiljoHome.IsRoot ? ["runuser", "-u", "postgres", "--", program, argument] : [program, argument];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
    }

    /// <summary>The number of the program itself, which as root is a child of <c>runuser</c>.</summary>
    private static async Task<string> SleepPidAsync(Process started)
    {
        if (!BomiljoHome.IsRoot)
            return started.Id.ToString(CultureInfo.InvariantCulture);
        var children = string.Create(CultureInfo.InvariantCulture, $"/proc/{started.Id}/task/{started.Id}/children");
        for (var waited = 0; waited < 100; waited++)
        {
            if ((await File.ReadAllTextAsync(children)).Trim() is { Length: > 0 } pid)
                return pid;
            await Task.Delay(20);
        }

        throw new InvalidOperationException("The foreign process did not start.");
    }

    private static async Task WriteAsServerUserAsync(string path, string[] lines)
    {
        await File.WriteAllLinesAsync(path, lines);
        await Shell.RunAsync("chmod", ["0600", path], default);
        if (BomiljoHome.IsRoot)
            await Shell.RunAsync("chown", ["postgres:postgres", path], default);
    }
}
