using System.Globalization;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>The demonstration as users prepare it: <c>bomiljo demo --no-serve</c> in a home of its own, ended well.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    public string Home { get; } = Path.Combine(Path.GetTempPath(), $"bomiljo-demo-{Environment.ProcessId}");

    public NpgsqlDataSource Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var demo = await CliProcess.RunAsync(Home, "demo", "--no-serve");
        Assert.True(demo.ExitCode == 0, demo.Error);
        var cluster = await LocalCluster.OfAsync(new BomiljoHome(Home), default);
        Database = DatabaseAccess.Build(cluster.ConnectionString(LocalCluster.OwnerRole));
    }

    public async Task DisposeAsync()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        await TestHome.RemoveAsync(Home);
    }

    /// <summary>Rows as texts, columns apart by <c>|</c>, null as nothing.</summary>
    internal async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(at => reader.IsDBNull(at) ? "" : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}

[CollectionDefinition("demo")]
public sealed class DemoCollection : ICollectionFixture<DemoCity>;
