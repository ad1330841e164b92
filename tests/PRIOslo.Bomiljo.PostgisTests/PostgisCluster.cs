using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.PostgisTests;

/// <summary>One private cluster for the whole test run; each test takes a database of its own from it.</summary>
public sealed class PostgisCluster : IAsyncLifetime
{
    private readonly BomiljoHome _home = new(Path.Combine(Path.GetTempPath(), $"bomiljo-tests-{Environment.ProcessId}"));
    private LocalCluster? _cluster;
    private int _databases;

    public LocalCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    public async Task InitializeAsync()
    {
        _cluster = await LocalCluster.OfAsync(_home, default);
        await _cluster.StartAsync(default);
        await using var template = DatabaseAccess.Build(_cluster.ConnectionString(LocalCluster.OwnerRole) + ";Pooling=false");
        await Migrator.MigrateAsync(template);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await TestHome.RemoveAsync(_home.Folder);
    }

    /// <summary>A fresh database with the whole schema and no data.</summary>
    public async Task<TestDatabase> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var server = new NpgsqlConnection(Cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false");
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE bomiljo OWNER bomiljo_owner", server);
        await create.ExecuteNonQueryAsync();
        var owner = DatabaseAccess.Build(TextOf(LocalCluster.OwnerRole, name));
        var key = await ClaimKey.ReadAsync(owner, default);
        return new TestDatabase(name, owner, PlannerDataSource.Build(TextOf(LocalCluster.WebRole, name), key), key, TextOf(LocalCluster.WebRole, name));
    }

    private string TextOf(string role, string database) =>
        new NpgsqlConnectionStringBuilder(Cluster.ConnectionString(role)) { Database = database, MaxPoolSize = 5 }.ConnectionString;
}

/// <summary>A database of one test.</summary>
/// <param name="Name">Its name in the cluster.</param>
/// <param name="Owner">As the owner's role.</param>
/// <param name="Web">As a planner.</param>
/// <param name="Key">The database's claim key.</param>
/// <param name="LoginText">How the web's login connects.</param>
public sealed record TestDatabase(string Name, NpgsqlDataSource Owner, NpgsqlDataSource Web, byte[] Key, string LoginText) : IAsyncDisposable
{
    /// <summary>As the web server has it.</summary>
    public WebDatabase OpenWeb(TimeProvider? clock = null) =>
        new(DatabaseAccess.Build(LoginText), new ClaimSigner(Key, clock ?? TimeProvider.System));

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Web.DisposeAsync();
    }
}

[CollectionDefinition("postgis")]
public sealed class PostgisCollection : ICollectionFixture<PostgisCluster>;
