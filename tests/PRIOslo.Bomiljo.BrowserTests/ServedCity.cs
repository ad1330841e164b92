using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>A private database with a small city in it, the web server on a free port of this machine, and its pages' address.</summary>
public sealed class ServedCity : IAsyncLifetime
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"bomiljo-browser-{Environment.ProcessId}");
    private LocalCluster? _cluster;
    private WebProcess? _web;
    private NpgsqlDataSource? _owner;

    public Uri Address => _web?.Address ?? throw new InvalidOperationException("The server is not started.");

    /// <summary>The web server's memory, bytes.</summary>
    public long MemoryBytes => _web!.MemoryBytes;

    public string Log => _web?.Log ?? "";

    public NpgsqlDataSource Database => _owner ?? throw new InvalidOperationException("The database is not started.");

    public LocalCluster Cluster => _cluster ?? throw new InvalidOperationException("The database is not started.");

    /// <summary>Where screenshots go.</summary>
    public static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "bomiljo-screenshots")).FullName;

    public Task InitializeAsync() => InitializeAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}")));

    public async Task InitializeAsync(Uri address, params string[] arguments)
    {
        Environment.SetEnvironmentVariable("BOMILJO_HOME", _home);
        Environment.SetEnvironmentVariable(DatabaseAccess.OwnerVariable, null);
        _owner = await DatabaseAccess.OpenOwnerAsync();
        _cluster = await LocalCluster.OfAsync(new BomiljoHome(_home), default);
        _web = await WebProcess.StartAsync(address, arguments);
    }

    public async Task FillAsync(string file = "city.sql")
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        await using var command = Database.CreateCommand(await reader.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends the server's processes at once, as a crash would.</summary>
    public async Task KillDatabaseAsync()
    {
        Database.Clear();
        await using var connection = new NpgsqlConnection(Cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_read_file('postmaster.pid')", connection);
        var pid = ((string)(await command.ExecuteScalarAsync())!).Split('\n')[0];
        using var server = System.Diagnostics.Process.GetProcessById(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
            await _web.DisposeAsync();
        if (_owner is not null)
            await _owner.DisposeAsync();
        if (_cluster is not null)
        {
            await _cluster.StopAsync(default);
            Directory.Delete(_cluster.SocketFolder, recursive: true);
        }

        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition("city")]
public sealed class CityCollection : ICollectionFixture<FilledCity>;

/// <summary>The city with its figures in.</summary>
public sealed class FilledCity : IAsyncLifetime
{
    public ServedCity Served { get; } = new();

    public Browser Browser { get; } = new();

    public async Task InitializeAsync()
    {
        if (BrowserTests.Browser.WhyNot is not null)
            return;
        await Served.InitializeAsync();
        await Served.FillAsync();
        await Browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Served.DisposeAsync();
    }
}
