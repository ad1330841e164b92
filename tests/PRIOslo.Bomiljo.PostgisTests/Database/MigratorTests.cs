using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

[Collection("postgis")]
public sealed class MigratorTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_second_migration_does_nothing()
    {
        await using var database = await cluster.NewDatabaseAsync();

        Assert.Empty(await Migrator.MigrateAsync(database.Owner));
        Assert.Equal(SqlFile.In("Database/migrations")[^1].Name, (await database.RunAsync("db", "status", "--json")).Demand(0).Json.GetProperty("migration").GetString());
    }

    [PostgisFact]
    public async Task Changed_views_are_applied_again_and_migrations_are_not()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.ExecuteAsync("UPDATE bomiljo.state SET sha256 = 'of older views'; DROP VIEW published.current CASCADE");

        var applied = await Migrator.MigrateAsync(database.Owner);

        Assert.Equal(SqlFile.In("Database/views").Select(file => file.Name), applied);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM published.current"));
    }

    [PostgisFact]
    public async Task A_migration_that_was_changed_after_it_had_been_applied_is_refused()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.ExecuteAsync("UPDATE bomiljo.state SET sha256 = 'x'; UPDATE bomiljo.migration SET sha256 = 'y' WHERE name = '0001_geography.sql'");

        (await database.RunAsync("db", "migrate")).DemandProblem(12, "BOM-406", "0001_geography.sql");
    }

    [PostgisFact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.ExecuteAsync("UPDATE bomiljo.state SET sha256 = 'x'; INSERT INTO bomiljo.migration VALUES ('0099_future.sql', 'z')");

        (await database.RunAsync("delivery", "list")).DemandProblem(12, "BOM-407", "0099_future.sql");
    }

    [PostgisFact]
    public async Task Several_migrators_at_once_on_an_empty_database_make_the_schema_once()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await EmptyAsync(database);

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.MigrateAsync(database.Owner))));

        Assert.Equal(1, applied.Count(names => names.Contains("0001_geography.sql")));
        Assert.Equal(SqlFile.In("Database/migrations").Count, await database.ScalarAsync<long>("SELECT count(*) FROM bomiljo.migration"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM bomiljo.state"));
    }

    [PostgisFact]
    public async Task A_migration_that_fails_leaves_nothing_of_it()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await EmptyAsync(database);
        await database.ExecuteAsync("CREATE SCHEMA heatmap"); // in the way of the last file

        await Assert.ThrowsAsync<PostgresException>(() => Migrator.MigrateAsync(database.Owner));

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM bomiljo.migration"));
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regnamespace('geo') IS NULL"));
    }

    [PostgisFact]
    public async Task A_role_without_rights_is_told_so()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await EmptyAsync(database);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => Migrator.MigrateAsync(database.Web));

        Assert.Equal("BOM-408", problem.Code.ToString());
    }

    private static Task EmptyAsync(TestDatabase database) =>
        database.ExecuteAsync("DROP SCHEMA audit, site, access, published, heatmap, incident, ledger, geo, bomiljo CASCADE");
}
