using System.Globalization;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>
/// A private PostgreSQL cluster: made on first use, reached over a Unix socket only, kept running between commands.
/// </summary>
/// <remarks>
/// Who may connect is decided by the operating system (peer authentication): the user that owns the home folder, as one
/// of the program's own database roles. As root, the server runs as the user <c>postgres</c>, which PostgreSQL demands.
/// </remarks>
public sealed class LocalCluster
{
    public const string Database = "bomiljo";
    public const string OwnerRole = "bomiljo_owner";
    public const string WebRole = "bomiljo_web";
    internal const string Superuser = "postgres";
    private readonly BomiljoHome _home;

    private LocalCluster(BomiljoHome home, string serverFolder)
    {
        _home = home;
        ServerFolder = serverFolder;
        SocketFolder = BomiljoHome.IsRoot && Directory.Exists("/run")
            ? $"/run/bomiljo-{home.ShortName}"
            : $"/tmp/bomiljo-{Environment.UserName}-{home.ShortName}";
    }

    /// <summary>Holds <c>data</c> and <c>server.log</c>; owned by the user that the server runs as.</summary>
    public string ServerFolder { get; }

    public string DataFolder => Path.Combine(ServerFolder, "data");

    public string LogFile => Path.Combine(ServerFolder, "server.log");

    /// <summary>Short, because a socket's path may not exceed 107 bytes. It stays when the server stops: a web server that has it in a file system of
    /// its own would not see another folder of the same name.</summary>
    public string SocketFolder { get; }

    /// <summary>The cluster of a home; nothing is made or started yet.</summary>
    public static async Task<LocalCluster> OfAsync(BomiljoHome home, CancellationToken cancel)
    {
        var inHome = Path.Combine(home.Folder, "postgres");
        if (!BomiljoHome.IsRoot || await ServerUserMayEnterAsync(home.Folder, cancel))
            return new(home, inHome);
        return new(home, Path.Combine("/var/lib/prioslo-bomiljo", home.ShortName, "postgres"));
    }

    public string ConnectionString(string role) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Username = role,
        Database = role == Superuser ? "postgres" : Database,
        IncludeErrorDetail = false, // details hold values of rows
        Timeout = 15,
        CommandTimeout = 0,
        ApplicationName = "bomiljo",
    }.ConnectionString;

    /// <summary>True if the server answers.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(Superuser) + ";Pooling=false");
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Makes the cluster if there is none, and starts it if it does not run. Safe from two processes at once.</summary>
    /// <exception cref="ProblemException">BOM-401, BOM-402, BOM-404, BOM-405.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (await IsReadyAsync(cancel))
            return;

        if (BomiljoHome.IsRoot && !Directory.Exists(_home.Folder)) // the server's user must be able to enter it, whatever the umask
            await Shell.RunAsync("install", ["-d", "-m", "0755", _home.Folder], cancel);
        using var held = await FolderLock.TakeAsync(_home.Folder, cancel);
        if (await IsReadyAsync(cancel))
            return;

        var binaries = ServerBinaries.Find();
        await ClusterFiles.MakeFolderAsync(ServerFolder, cancel);
        await ClusterFiles.MakeFolderAsync(SocketFolder, cancel);
        if (!await ExistsAsync(cancel))
            await ClusterFiles.InitialiseAsync(binaries, this, cancel);
        if (!await IsRunningAsync(cancel))
            await LaunchAsync(binaries, cancel);
        await ClusterDatabase.PrepareAsync(this, cancel);
    }

    /// <summary>Stops the server; open connections are cut, transactions roll back.</summary>
    /// <returns>False if it did not run.</returns>
    public async Task<bool> StopAsync(CancellationToken cancel)
    {
        if (!await ExistsAsync(cancel))
            return false;
        using var held = await FolderLock.TakeAsync(_home.Folder, cancel);
        await RemoveStalePidFileAsync(cancel); // else somebody else's process would be told to stop
        var (code, _) = await Shell.RunAsServerUserAsync(
            Path.Combine(ServerBinaries.Find(), "pg_ctl"), ["stop", "-D", DataFolder, "-m", "fast", "-w"], cancel);
        return code == 0;
    }

    /// <summary>True only when the last step of <see cref="ClusterDatabase.PrepareAsync"/> is done, so that nobody sees a half-made database.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(OwnerRole) + ";Pooling=false");
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("SELECT 1 FROM pg_extension WHERE extname = 'postgis'", connection);
            return await command.ExecuteScalarAsync(cancel) is not null;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private Task<bool> ExistsAsync(CancellationToken cancel) => ClusterFiles.TestAsync("-f", Path.Combine(DataFolder, "PG_VERSION"), cancel);

    private static Task<bool> ServerUserMayEnterAsync(string homeFolder, CancellationToken cancel)
    {
        var folder = homeFolder;
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return ClusterFiles.TestAsync("-x", folder, cancel);
    }

    private async Task LaunchAsync(string binaries, CancellationToken cancel)
    {
        await RemoveStalePidFileAsync(cancel);
        string[] start =
        [
            "start", "-D", DataFolder, "-l", LogFile, "-w", "-t", "60",
            "-o", $"-c unix_socket_directories={SocketFolder}",
        ];
        for (var attempt = 1; ; attempt++)
        {
            var (code, output) = await Shell.RunAsServerUserAsync(Path.Combine(binaries, "pg_ctl"), start, cancel);
            if (code == 0 || await IsRunningAsync(cancel))
                return;
            if (attempt == 5) // after a kill, the old processes may need a moment to let go of their memory
                throw ClusterFiles.Failed(this, "the private database server did not start", await LastLogLinesAsync(output, cancel));
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }

    /// <summary>After a reboot the number in the PID file may belong to somebody else's process; then the file is stale.</summary>
    private async Task RemoveStalePidFileAsync(CancellationToken cancel)
    {
        var pidFile = Path.Combine(DataFolder, "postmaster.pid");
        if (!await ClusterFiles.TestAsync("-f", pidFile, cancel))
            return;
        var (_, output) = await Shell.RunAsServerUserAsync("head", ["-n", "1", pidFile], cancel);
        if (!int.TryParse(output, CultureInfo.InvariantCulture, out var pid) || !File.Exists($"/proc/{pid}/cmdline"))
            return; // PostgreSQL itself tells that nobody has the number
        var command = await File.ReadAllTextAsync($"/proc/{pid}/cmdline", cancel);
        if (!command.Contains(DataFolder, StringComparison.Ordinal))
            await Shell.RunAsServerUserAsync("rm", ["-f", pidFile], cancel);
    }

    private async Task<string> LastLogLinesAsync(string fallback, CancellationToken cancel)
    {
        var (code, lines) = await Shell.RunAsServerUserAsync("tail", ["-n", "5", LogFile], cancel);
        return code == 0 ? lines : fallback;
    }
}
