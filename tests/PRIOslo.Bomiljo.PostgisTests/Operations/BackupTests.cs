using System.Runtime.Versioning;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

[Collection("postgis")]
[UnsupportedOSPlatform("windows")]
public sealed class BackupTests(PostgisCluster cluster) : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"bomiljo-restored-{Environment.ProcessId}");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => TestHome.RemoveAsync(_home);

    public void Dispose() => _folder.Dispose();

    [PostgisFact]
    public async Task A_backup_restored_in_an_empty_home_holds_every_row_sequence_role_and_right_and_goes_on()
    {
        await using var source = await cluster.NewFullCityAsync();
        await source.ExecuteAsync("CREATE ROLE bomiljo_reports NOLOGIN NOINHERIT; GRANT USAGE ON SCHEMA published TO bomiljo_reports; GRANT SELECT ON published.figure TO bomiljo_reports");
        var file = Path.Combine(_folder.Path, "all.backup");

        var written = (await source.RunAsync("db", "backup", file, "--json")).Demand(0).Json;
        var last = await source.ScalarAsync<long>("SELECT seq FROM audit.head");
        (await CliProcess.RunAsync(CliProcess.Home(_home), "db", "restore", file, "--json")).Demand(0);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
        Assert.Contains("bomiljo_reports", written.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        await using var restored = await OpenAsync(LocalCluster.OwnerRole);
        var (before, after) = (await ContentsAsync(source.Owner, last), await ContentsAsync(restored, last));
        Assert.All(before.Where(table => table.Key is not "audit.head"), table => Assert.Equal(table, new(table.Key, after[table.Key])));
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal([], before.Where(table => table.Value.StartsWith("0 ", StringComparison.Ordinal)).Select(table => table.Key)); // every table had something to lose
        Assert.Equal(await DatabaseContents.RestAsync(source.Owner), await DatabaseContents.RestAsync(restored));
        await DemandRightsAsync(restored);
        await DemandGoesOnAsync(restored);
        await source.ExecuteAsync("REVOKE ALL ON published.figure FROM bomiljo_reports; REVOKE ALL ON SCHEMA published FROM bomiljo_reports; DROP ROLE bomiljo_reports");
    }

    [PostgisFact]
    public async Task A_frozen_year_verifies_to_the_last_bit_where_it_was_restored()
    {
        await using var source = await cluster.NewCityAsync();
        await source.MeasureAsync();
        var frozen = await source.FreezeAsync();
        await source.ExecuteAsync("UPDATE geo.population SET residents = residents + 10; UPDATE incident.category SET severity = severity + 1"); // so that what is bound has to come back
        await source.AddAreasAsync();
        var file = Path.Combine(_folder.Path, "frozen.backup");
        (await source.RunAsync("db", "backup", file)).Demand(0);
        (await CliProcess.RunAsync(CliProcess.Home(_home), "db", "restore", file)).Demand(0);

        var verified = (await CliProcess.RunAsync(CliProcess.Home(_home), "measure", "verify", "2023", "--json")).Demand(0).Json;
        var plain = await CliProcess.RunAsync(CliProcess.Home(_home), "measure", "verify", "2023");

        Assert.Equal((frozen.Sha256, true, true, true), (verified.GetProperty("sha256").GetString(), verified.GetProperty("seal_holds").GetBoolean(),
            verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").GetBoolean()));
        Assert.Equal(["boundaries", "population", "taxonomy"], verified.GetProperty("put_back").EnumerateArray().Select(name => name.GetString()));
        Assert.StartsWith("2023, version 1: seal unbroken; measured again, the same to the last bit.", plain.Output, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_database_with_data_is_replaced_only_when_told_to_and_then_wholly()
    {
        await using var source = await cluster.NewFullCityAsync();
        await using var target = await cluster.NewCityAsync();
        await target.ExecuteAsync("CREATE TABLE geo.later (x int); INSERT INTO geo.later VALUES (1)"); // something that the backup does not know
        var file = Path.Combine(_folder.Path, "all.backup");
        (await source.RunAsync("db", "backup", file)).Demand(0);
        var untouched = await DatabaseContents.TablesAsync(target.Owner);

        (await target.RunAsync("db", "restore", file)).DemandProblem(13, "BOM-414", file);
        Assert.Equal(untouched, await DatabaseContents.TablesAsync(target.Owner));
        (await target.RunAsync("db", "restore", file, "--replace")).Demand(0);

        var last = await source.ScalarAsync<long>("SELECT seq FROM audit.head");
        Assert.Equal((await ContentsAsync(source.Owner, last)).Where(table => table.Key != "audit.head"),
            (await ContentsAsync(target.Owner, last)).Where(table => table.Key != "audit.head"));
        Assert.Equal("db.restore", await target.ScalarAsync<string>("SELECT action FROM audit.entry ORDER BY seq DESC LIMIT 1"));
    }

    [PostgisFact]
    public async Task A_restore_that_fails_on_the_way_leaves_the_database_as_it_was()
    {
        await using var source = await cluster.NewFullCityAsync();
        await using var target = await cluster.NewCityAsync();
        await source.ExecuteAsync("CREATE ROLE bomiljo_gone NOLOGIN; GRANT SELECT ON published.figure TO bomiljo_gone");
        var file = Path.Combine(_folder.Path, "all.backup");
        (await source.RunAsync("db", "backup", file)).Demand(0);
        await source.ExecuteAsync("REVOKE ALL ON published.figure FROM bomiljo_gone; DROP ROLE bomiljo_gone");
        var manifest = await BackupFile.VerifyAsync(file, default);
        using var dump = new MemoryStream();
        await BackupFile.CopyDumpAsync(file, dump, default);
        var untouched = await DatabaseContents.TablesAsync(target.Owner);
        var rest = await DatabaseContents.RestAsync(target.Owner);

        // Sums that hold, over a dump that ends too early and over one that the server refuses at its very end.
        var cutOff = await RewriteAsync("cut-off.backup", dump.ToArray()[..(int)(dump.Length * 2 / 3)], manifest);
        var refused = await RewriteAsync("refused.backup", dump.ToArray(), manifest with { Roles = [] });

        (await target.RunAsync("db", "restore", cutOff, "--replace")).DemandProblem(12, "BOM-415", cutOff);
        (await target.RunAsync("db", "restore", refused, "--replace")).DemandProblem(12, "BOM-415", "42704");
        Assert.Equal(untouched, await DatabaseContents.TablesAsync(target.Owner));
        Assert.Equal(rest, await DatabaseContents.RestAsync(target.Owner));
    }

    [PostgisFact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        await using var source = await cluster.NewDatabaseAsync();
        var file = Path.Combine(_folder.Path, "new.backup");
        (await source.RunAsync("db", "backup", file)).Demand(0);
        var manifest = await BackupFile.VerifyAsync(file, default);
        using var dump = new MemoryStream();
        await BackupFile.CopyDumpAsync(file, dump, default);
        var newer = await RewriteAsync("newer.backup", dump.ToArray(), manifest with { Migrations = [.. manifest.Migrations, "9999_later.sql"] });
        var otherForm = await RewriteAsync("form.backup", dump.ToArray(), manifest with { Format = 2 });

        (await source.RunAsync("db", "restore", newer, "--replace")).DemandProblem(12, "BOM-407", "9999_later.sql");
        (await source.RunAsync("db", "restore", otherForm, "--replace")).DemandProblem(12, "BOM-407", otherForm);
    }

    /// <summary>As between a private cluster and a server of one's own, where the owner has another name.</summary>
    [PostgisFact]
    public async Task A_backup_comes_back_under_an_owner_of_another_name()
    {
        await using var source = await cluster.NewFullCityAsync();
        var file = Path.Combine(_folder.Path, "all.backup");
        (await source.RunAsync("db", "backup", file)).Demand(0);
        var server = cluster.Cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false";
        var elsewhere = server.Replace("Database=postgres", "Database=elsewhere", StringComparison.Ordinal);
        await RunAsync(server, "CREATE ROLE another_owner CREATEROLE NOLOGIN");
        await RunAsync(server, "CREATE DATABASE elsewhere OWNER another_owner");
        await RunAsync(elsewhere, "CREATE EXTENSION postgis");
        var asAnother = new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_DATABASE"] = elsewhere + ";Options=-c role=another_owner" };

        (await CliProcess.RunAsync(asAnother, "db", "restore", file)).Demand(0);
        (await CliProcess.RunAsync(asAnother, "audit", "verify")).Demand(0);

        await using (var restored = DatabaseAccess.Build(elsewhere))
        {
            var last = await source.ScalarAsync<long>("SELECT seq FROM audit.head");
            Assert.Equal((await ContentsAsync(source.Owner, last)).Where(table => table.Key != "audit.head"),
                (await ContentsAsync(restored, last)).Where(table => table.Key != "audit.head"));
            Assert.Equal(await RestUnderOneNameAsync(source.Owner), await RestUnderOneNameAsync(restored));
        }

        await RunAsync(server, "DROP DATABASE elsewhere WITH (FORCE)");
        await RunAsync(server, "DROP ROLE another_owner");
    }

    /// <summary>A right's place in its list depends on the names, so the words of each line are put in order.</summary>
    private static async Task<IEnumerable<string>> RestUnderOneNameAsync(NpgsqlDataSource database) =>
        (await DatabaseContents.RestAsync(database))
            .Select(line => line.Replace("another_owner", LocalCluster.OwnerRole, StringComparison.Ordinal))
            .Select(line => string.Join(' ', line.Split(' ', ',').Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static async Task RunAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> RewriteAsync(string name, byte[] dump, BackupManifest manifest)
    {
        var path = Path.Combine(_folder.Path, name);
        await BackupFile.WriteAsync(path, async (target, stop) => await target.WriteAsync(dump, stop),
            (bytes, hash) => manifest with { DumpBytes = bytes, DumpSha256 = hash }, default);
        return path;
    }

    /// <summary>With the audit up to an entry, as a restore itself is put on record.</summary>
    private static Task<SortedDictionary<string, string>> ContentsAsync(NpgsqlDataSource database, long lastEntry) =>
        DatabaseContents.TablesAsync(database, auditUntil: $"seq <= {lastEntry}");

    private async Task<NpgsqlDataSource> OpenAsync(string role) =>
        DatabaseAccess.Build((await LocalCluster.OfAsync(new BomiljoHome(_home), default)).ConnectionString(role) + ";Pooling=false");

    /// <summary>The web's login reads nothing by itself; a planner reads what is published and no incident.</summary>
    private async Task DemandRightsAsync(NpgsqlDataSource restored)
    {
        await using var login = await OpenAsync(LocalCluster.WebRole);
        await using var bare = login.CreateCommand("SELECT count(*) FROM published.figure");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => bare.ExecuteScalarAsync())).SqlState);

        var web = new WebDatabase(await OpenAsync(LocalCluster.WebRole), new ClaimSigner(await ClaimKey.ReadAsync(restored, default), TimeProvider.System));
        await using var planner = await web.OpenAsync(new Person("p", Role.Planner, Bydeler: null, Projects: []), default);
        await using var published = new NpgsqlCommand("SELECT count(*) > 0 FROM published.figure", planner.Connection);
        Assert.True(await published.ExecuteScalarAsync() is true);
        await using var raw = new NpgsqlCommand("SELECT count(*) FROM incident.incident", planner.Connection);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => raw.ExecuteScalarAsync())).SqlState);
    }

    /// <summary>The audit's chain holds, another delivery comes in under the next number, and the year is measured with it.</summary>
    private async Task DemandGoesOnAsync(NpgsqlDataSource restored)
    {
        var home = CliProcess.Home(_home);
        (await CliProcess.RunAsync(home, "audit", "verify")).Demand(0);
        var waste = _folder.Write("more.csv", Enumerable.Range(1, 40).Select(number => WasteFile.Row(number, SmallCity.Year, 601_500, 6_641_500)));
        var import = (await CliProcess.RunAsync(home, "import", "renovasjon", waste, "--json")).Demand(0).Json;
        Assert.Equal(40, import.GetProperty("files")[0].GetProperty("placed").GetInt32());
        await using var next = restored.CreateCommand("SELECT max(delivery_id) = count(*) FROM ledger.delivery");
        Assert.True(await next.ExecuteScalarAsync() is true);
        var measured = (await CliProcess.RunAsync(home, "measure", "2023", "--json")).Demand(0).Json;
        Assert.Equal(2, measured.GetProperty("years")[0].GetProperty("version").GetInt32());
    }
}
