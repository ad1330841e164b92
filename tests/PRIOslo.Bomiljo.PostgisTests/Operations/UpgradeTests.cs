using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

/// <summary>From schema 0003, as it was before there were roles and an audit, with data in it.</summary>
[Collection("postgis")]
public sealed class UpgradeTests(PostgisCluster cluster)
{
    private const int OldMigrations = 4;
    private static readonly string TestData = Path.Combine(ProjectFolders.Root, "tests", "PRIOslo.Bomiljo.PostgisTests", "Operations", "TestData");

    [PostgisFact]
    public async Task Every_row_of_the_previous_schema_is_there_after_an_upgrade_and_published_figures_are_unchanged()
    {
        await using var database = await NewOldDatabaseAsync("upgrade_rows");
        var columns = await DatabaseContents.ColumnsAsync(database);
        columns.Remove("bomiljo.migration");
        columns.Remove("bomiljo.state");
        var before = await DatabaseContents.TablesAsync(database, columns);
        Assert.DoesNotContain(before, table => table.Value.StartsWith("0 ", StringComparison.Ordinal));

        var applied = await Migrator.MigrateAsync(database);

        Assert.Equal(before, await DatabaseContents.TablesAsync(database, columns));
        Assert.DoesNotContain("0003_heatmap.sql", applied);
        Assert.Contains("0004_access.sql", applied);
        Assert.Empty(await Migrator.MigrateAsync(database));
    }

    [PostgisFact]
    public async Task Old_incidents_get_the_position_that_their_columns_tell()
    {
        await using var database = await NewOldDatabaseAsync("upgrade_position");
        await RunAsync(database,
            """
            UPDATE incident.incident SET point = NULL, area_code = '0101' WHERE line = 1;
            UPDATE incident.incident SET point = NULL, area_code = NULL WHERE line = 2;
            """);

        await Migrator.MigrateAsync(database);

        await using var positions = database.CreateCommand(
            "SELECT string_agg(position || ' ' || n, ', ' ORDER BY position) FROM (SELECT position, count(*) AS n FROM incident.incident WHERE geocode_method IS NULL GROUP BY position) AS p");
        Assert.Equal("area 1, none 1, point 698", await positions.ExecuteScalarAsync());
    }

    [PostgisFact]
    public async Task An_upgraded_database_has_the_rights_and_rules_of_a_new_one()
    {
        await using var database = await NewOldDatabaseAsync("upgrade_rights");
        await using var fresh = await cluster.NewDatabaseAsync();

        await Migrator.MigrateAsync(database);

        Assert.Equal(
            (await DatabaseContents.RestAsync(fresh.Owner)).Where(line => !line.StartsWith("sequence ", StringComparison.Ordinal)),
            (await DatabaseContents.RestAsync(database)).Where(line => !line.StartsWith("sequence ", StringComparison.Ordinal)));
    }

    [PostgisFact]
    public async Task An_upgraded_database_goes_on_a_published_year_gets_a_new_version_and_keeps_the_old_one()
    {
        await using var database = await NewOldDatabaseAsync("upgrade_on");
        await Migrator.MigrateAsync(database);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["(SELECT * FROM published.figure WHERE year = 2022 AND version = 1) AS old"] = "old",
            ["(SELECT * FROM heatmap.figure WHERE year = 2022 AND version = 1) AS old"] = "old",
        };
        var before = await DatabaseContents.TablesAsync(database, columns);

        var measured = await new Measurement(database, TimeProvider.System).RunAsync(2022, default);
        await new Freezer(database, TimeProvider.System, "test").RunAsync(2022, null, default);
        await new Publisher(database, TimeProvider.System).RunAsync(2022, provisional: false, default);

        Assert.Equal((2, 200L), (measured.Version, measured.Incidents));
        Assert.Equal(before, await DatabaseContents.TablesAsync(database, columns));
        await using var same = database.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE n.incidents = o.incidents AND n.denominator = o.denominator AND abs(n.rate - o.rate) < 1e-9), count(*)
            FROM heatmap.figure o LEFT JOIN heatmap.figure n ON n.year = o.year AND n.version = 2 AND (n.level, n.area, n.theme) = (o.level, o.area, o.theme)
            WHERE o.year = 2022 AND o.version = 1 AND o.theme = 'trygghet'
            """);
        await using var reader = await same.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal((7L, 7L), (reader.GetInt64(0), reader.GetInt64(1)));
    }

    [PostgisFact]
    public async Task After_an_upgrade_the_web_login_has_lost_the_rights_it_had_before()
    {
        await using var database = await NewOldDatabaseAsync("upgrade_web");
        await using var login = DatabaseAccess.Build(TextOf(LocalCluster.WebRole, "upgrade_web"));
        Assert.Equal(4L, await CountAsync(login, "geo.area"));

        await Migrator.MigrateAsync(database);

        foreach (var table in new[] { "geo.area", "geo.building", "published.figure", "incident.incident" })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(login, table))).SqlState);
        var web = new WebDatabase(login, new ClaimSigner(await ClaimKey.ReadAsync(database, default), TimeProvider.System));
        await using var session = await web.OpenAsync(new Person("a", Role.Analyst, Bydeler: null, Projects: []), default);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM incident.incident", session.Connection);
        Assert.Equal(700L, await command.ExecuteScalarAsync());
    }

    /// <summary>A database as the program with four migrations left it.</summary>
    private async Task<NpgsqlDataSource> NewOldDatabaseAsync(string name)
    {
        await using (var server = new NpgsqlConnection(cluster.Cluster.ConnectionString(LocalCluster.Superuser) + ";Pooling=false"))
        {
            await server.OpenAsync();
            foreach (var statement in new[] { $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", $"CREATE DATABASE {name} OWNER bomiljo_owner" })
            {
                await using var command = new NpgsqlCommand(statement, server);
                await command.ExecuteNonQueryAsync();
            }
        }

        await using (var admin = DatabaseAccess.Build(TextOf(LocalCluster.Superuser, name) + ";Pooling=false"))
            await RunAsync(admin, "CREATE EXTENSION postgis");
        var database = DatabaseAccess.Build(TextOf(LocalCluster.OwnerRole, name));
        await RunAsync(database,
            """
            CREATE SCHEMA bomiljo;
            CREATE TABLE bomiljo.migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE bomiljo.state (sha256 text NOT NULL);
            INSERT INTO bomiljo.state VALUES ('of the program before');
            """);
        foreach (var (file, text) in SqlFile.In("Database/migrations").Take(OldMigrations))
        {
            await RunAsync(database, text);
            await using var note = database.CreateCommand("INSERT INTO bomiljo.migration (name, sha256) VALUES ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'))");
            note.Parameters.AddWithValue(file);
            note.Parameters.AddWithValue(text);
            await note.ExecuteNonQueryAsync();
        }

        await RunAsync(database, await File.ReadAllTextAsync(Path.Combine(TestData, "schema_0003_views.sql")));
        await RunAsync(database, await File.ReadAllTextAsync(Path.Combine(TestData, "schema_0003_data.sql")));
        return database;
    }

    private string TextOf(string role, string database) =>
        new NpgsqlConnectionStringBuilder(cluster.Cluster.ConnectionString(role)) { Database = database, MaxPoolSize = 3 }.ConnectionString;

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string table)
    {
        await using var command = database.CreateCommand($"SELECT count(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
