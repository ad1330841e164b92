using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Access;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

[Collection("postgis")]
public class WebRightsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task The_web_login_can_write_nothing_make_nothing_and_take_on_no_role_of_more_right()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var web = database.OpenWeb();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var statement in new[]
            {
                "DELETE FROM published.figure",
                "INSERT INTO published.theme VALUES ('x', 'x', 'x', false, 1)",
                "CREATE TABLE published.mine (x int)",
                "CREATE TABLE public.mine (x int)",
                "CREATE SCHEMA mine",
                "SET ROLE bomiljo_owner",
            })
            {
                await using var session = await web.OpenAsync(GuardedCity.Of(role), default);
                await GuardedCity.AssertRefusedAsync(session.Connection, statement);
            }
        }
    }

    [PostgisFact]
    public async Task The_web_login_has_no_right_that_it_does_not_take_on()
    {
        await using var database = await cluster.NewDatabaseAsync();
        Assert.Equal("login, no inheritance, nothing else", await database.ScalarAsync<string>(
            """
            SELECT CASE WHEN rolcanlogin THEN 'login' END || CASE WHEN NOT rolinherit THEN ', no inheritance' END
                || CASE WHEN NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls) THEN ', nothing else' END
            FROM pg_roles WHERE rolname = 'bomiljo_web'
            """));
        Assert.Equal("bomiljo_analyst,bomiljo_importer,bomiljo_planner,bomiljo_viewer", await database.ScalarAsync<string>(
            "SELECT string_agg(roleid::regrole::text, ',' ORDER BY roleid::regrole::text) FROM pg_auth_members WHERE member = 'bomiljo_web'::regrole"));
        Assert.Equal(0L, await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_roles WHERE rolname IN ('bomiljo_viewer', 'bomiljo_planner', 'bomiljo_analyst', 'bomiljo_importer') AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolbypassrls)"));
        Assert.Equal("bomiljo_web", await database.ScalarAsync<string>(
            "SELECT string_agg(DISTINCT member::regrole::text, ',') FROM pg_auth_members WHERE roleid::regrole::text LIKE 'bomiljo\\_%'"));
    }

    [PostgisFact]
    public async Task Every_table_of_the_program_has_row_security_or_is_published()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var command = database.Owner.CreateCommand(
            """
            SELECT oid::regclass::text FROM pg_class
            WHERE relkind IN ('r', 'p') AND NOT relrowsecurity AND pg_get_userbyid(relowner) = 'bomiljo_owner' AND relnamespace::regnamespace::text NOT IN ('published', 'bomiljo')
            """);
        Assert.Null(await command.ExecuteScalarAsync());
    }

    [PostgisFact]
    public async Task Every_view_but_the_one_that_rounds_for_planners_is_read_with_the_rights_of_who_asks()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var command = database.Owner.CreateCommand(
            """
            SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
            WHERE relkind = 'v' AND pg_get_userbyid(relowner) = 'bomiljo_owner' AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'
            """);
        // The site check asks how surely a delbydel is among the worst tenth, rounded down; the view itself asks for the role.
        Assert.Equal("site.worst_tenth", await command.ExecuteScalarAsync());
    }

    [PostgisFact]
    public async Task Every_function_that_runs_as_the_owner_fixes_its_search_path()
    {
        await using var database = await cluster.NewDatabaseAsync();
        Assert.Equal("access.person,audit.append,heatmap.take_event_back,incident.drop_tally,published.ask_drawn_area", await database.ScalarAsync<string>(
            """
            SELECT string_agg(p.oid::regproc::text, ',' ORDER BY p.oid::regproc::text) FROM pg_proc p
            WHERE p.prosecdef AND pg_get_userbyid(p.proowner) = 'bomiljo_owner' AND p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp']
            """));
        Assert.Equal(5L, await database.ScalarAsync<long>("SELECT count(*) FROM pg_proc WHERE prosecdef AND pg_get_userbyid(proowner) = 'bomiljo_owner'"));
    }

    [PostgisFact]
    public async Task A_connection_of_the_login_with_no_person_reads_nothing()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var login = DatabaseAccess.Build(database.LoginText);
        foreach (var table in new[] { "published.figure", "geo.building", "incident.incident", "site.candidate", "audit.entry" })
        {
            await using var command = login.CreateCommand($"SELECT 1 FROM {table}");
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }
}
