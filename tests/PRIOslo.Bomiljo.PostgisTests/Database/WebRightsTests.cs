using Npgsql;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

[Collection("postgis")]
public class WebRightsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task The_web_role_reads_published_tables_and_nothing_with_incidents()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var allowed = new List<string>();
        await using var tables = database.Owner.CreateCommand(
            """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('geo', 'ledger', 'incident', 'heatmap', 'published', 'bomiljo') AND c.relkind IN ('r', 'v') ORDER BY 1
            """);
        await using (var reader = await tables.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                if (await MayReadAsync(database.Web, reader.GetString(0)))
                    allowed.Add(reader.GetString(0));
            }
        }

        Assert.Equal(
            ["geo.address", "geo.area", "geo.building", "geo.current_vintage", "geo.open_feature", "geo.vintage",
                "published.area", "published.coverage", "published.current", "published.figure", "published.release", "published.theme"],
            allowed);
    }

    [PostgisFact]
    public async Task The_web_role_can_write_nothing_and_take_on_no_other_role()
    {
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var statement in new[]
        {
            "DELETE FROM published.figure",
            "INSERT INTO published.theme VALUES ('x', 'x', 'x', false, 1)",
            "CREATE TABLE published.mine (x int)",
            "CREATE TABLE public.mine (x int)",
            "SET ROLE bomiljo_owner",
        })
        {
            await using var command = database.Web.CreateCommand(statement);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private static async Task<bool> MayReadAsync(NpgsqlDataSource web, string table)
    {
        try
        {
            await using var command = web.CreateCommand($"SELECT 1 FROM {table} LIMIT 1");
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
