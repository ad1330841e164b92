using System.Globalization;
using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

/// <summary>
/// Every table and view, as every role, each statement tried on a database with rows in it: <c>S</c> sees rows, <c>s</c> may ask but sees
/// none, <c>I</c> may insert, <c>U</c> changes rows, <c>D</c> removes rows, <c>T</c> may empty; <c>-</c> may nothing.
/// </summary>
[Collection("postgis")]
public class RightsMatrixTests(PostgisCluster cluster)
{
    private static readonly Role[] Roles = [Role.Viewer, Role.Planner, Role.Analyst, Role.Importer];

    /// <summary>Where a row of defaults would be refused for its content, a row that fits; the column that an update may name.</summary>
    private static readonly Dictionary<string, (string Insert, string Column)> Fitting = new(StringComparer.Ordinal)
    {
        ["site.candidate"] = ("(project_id, name, geom) VALUES (1, 'n', ST_SetSRID(ST_MakePoint(1, 1), 25832))", "name"),
        ["site.decision"] = ("(candidate_id, group_code, verdict, reason, computed_verdict, planned_units) VALUES (1, '3', 'inspect', 'r', 'unknown', 8)", "reason"),
        ["site.project"] = ("(name) VALUES ('n')", "name"),
        ["heatmap.event"] = ("(kind, first_day, text) VALUES ('other', '2020-01-01', 't')", "removed_at"),
        ["heatmap.note"] = ("(area, year, text) VALUES ('0101', 2020, 't')", "removed_at"),
        ["ledger.delivery"] = ("DEFAULT VALUES", "file_name"), // the first column is the server's to fill
    };

    [PostgisFact]
    public async Task Each_role_with_a_claim_may_what_the_table_says()
    {
        const string expected =
            """
            table                 login  viewer  planner analyst importer
            access.claim_key      -      -       -       -       -
            audit.entry           -      -       -       -       -
            audit.head            -      -       -       -       -
            bomiljo.migration     -      -       -       -       -
            bomiljo.state         -      -       -       -       -
            geo.address           -      -       S       S       S
            geo.area              -      -       S       S       S
            geo.building          -      -       S       S       -
            geo.current_vintage   -      -       S       S       S
            geo.feature           -      -       S       S       -
            geo.open_feature      -      -       S       S       -
            geo.population        -      -       S       S       -
            geo.street            -      -       S       S       S
            geo.terrain           -      -       S       S       -
            geo.terrain_strip     -      -       S       S       -
            geo.vintage           -      -       S       S       S
            heatmap.area          -      -       -       S       S
            heatmap.bound_content -      -       -       -       -
            heatmap.bound_population -      -       -       -       -
            heatmap.comparison    -      -       -       S       S
            heatmap.coverage      -      -       -       S       S
            heatmap.coverage_decision -      -       -       S       S
            heatmap.drawn_answer  -      -       -       -       -
            heatmap.drawn_area    -      -       -       -       -
            heatmap.drawn_cut     -      -       -       -       -
            heatmap.event         -      -       -       SIU     -
            heatmap.figure        -      -       -       S       S
            heatmap.frozen        -      -       -       S       S
            heatmap.gate          -      -       -       S       S
            heatmap.incomplete_source -      -       -       S       S
            heatmap.index_value   -      -       -       S       S
            heatmap.kept_cell     -      -       -       -       -
            heatmap.kept_release  -      -       -       -       -
            heatmap.measurement   -      -       -       S       S
            heatmap.note          -      -       -       SIU     -
            heatmap.profile       -      -       -       S       S
            heatmap.same_event    -      -       -       S       S
            heatmap.series_break  -      -       -       S       S
            heatmap.source_month  -      -       -       S       S
            heatmap.taken_back    -      -       -       S       S
            heatmap.theme_result  -      -       -       S       S
            heatmap.told_twice    -      -       -       S       S
            incident.category     -      -       -       S       SIU
            incident.counted      -      -       -       -       -
            incident.incident     -      -       -       S       SID
            incident.placed       -      -       -       S       S
            incident.placement    -      -       -       S       S
            incident.tally        -      -       -       -       -
            incident.theme        -      -       -       S       SIU
            incident.untallied    -      -       -       -       -
            ledger.delivery       -      -       -       S       SIU
            ledger.rejection      -      -       -       S       SI
            ledger.retention      -      -       -       S       S
            published.area        -      S       S       S       S
            published.correction  -      S       S       S       S
            published.coverage    -      S       S       S       S
            published.current     -      S       S       S       S
            published.dispersion  -      S       S       S       S
            published.event       -      S       S       S       S
            published.figure      -      S       S       S       S
            published.open_area   -      S       S       S       S
            published.open_feature -      S       S       S       S
            published.open_figure -      S       S       S       S
            published.open_surface -      S       S       S       S
            published.override    -      S       S       S       S
            published.release     -      S       S       S       S
            published.seal        -      S       S       S       S
            published.series_break -      S       S       S       S
            published.source      -      S       S       S       S
            published.surface     -      S       S       S       S
            published.surface_band -      S       S       S       S
            published.theme       -      S       S       S       S
            site.candidate        -      -       SIU     S       -
            site.decision         -      -       SI      S       -
            site.project          -      -       SI      S       -
            site.worst_tenth      -      -       S       S       -
            """;
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var login = DatabaseAccess.Build(database.LoginText);
        Assert.Equal(expected.Split('\n'), await TableAsync(database, login, role => web.OpenAsync(GuardedCity.Of(role), default)));
    }

    [PostgisFact]
    public async Task Each_role_without_a_claim_sees_no_row_but_what_is_published_and_changes_none()
    {
        const string expected =
            """
            table                 login  viewer  planner analyst importer
            access.claim_key      -      -       -       -       -
            audit.entry           -      -       -       -       -
            audit.head            -      -       -       -       -
            bomiljo.migration     -      -       -       -       -
            bomiljo.state         -      -       -       -       -
            geo.address           -      -       s       s       s
            geo.area              -      -       s       s       s
            geo.building          -      -       s       s       -
            geo.current_vintage   -      -       s       s       s
            geo.feature           -      -       s       s       -
            geo.open_feature      -      -       s       s       -
            geo.population        -      -       s       s       -
            geo.street            -      -       s       s       s
            geo.terrain           -      -       s       s       -
            geo.terrain_strip     -      -       s       s       -
            geo.vintage           -      -       s       s       s
            heatmap.area          -      -       -       s       s
            heatmap.bound_content -      -       -       -       -
            heatmap.bound_population -      -       -       -       -
            heatmap.comparison    -      -       -       s       s
            heatmap.coverage      -      -       -       s       s
            heatmap.coverage_decision -      -       -       s       s
            heatmap.drawn_answer  -      -       -       -       -
            heatmap.drawn_area    -      -       -       -       -
            heatmap.drawn_cut     -      -       -       -       -
            heatmap.event         -      -       -       s       -
            heatmap.figure        -      -       -       s       s
            heatmap.frozen        -      -       -       s       s
            heatmap.gate          -      -       -       s       s
            heatmap.incomplete_source -      -       -       s       s
            heatmap.index_value   -      -       -       s       s
            heatmap.kept_cell     -      -       -       -       -
            heatmap.kept_release  -      -       -       -       -
            heatmap.measurement   -      -       -       s       s
            heatmap.note          -      -       -       s       -
            heatmap.profile       -      -       -       s       s
            heatmap.same_event    -      -       -       s       s
            heatmap.series_break  -      -       -       s       s
            heatmap.source_month  -      -       -       s       s
            heatmap.taken_back    -      -       -       s       s
            heatmap.theme_result  -      -       -       s       s
            heatmap.told_twice    -      -       -       s       s
            incident.category     -      -       -       s       s
            incident.counted      -      -       -       -       -
            incident.incident     -      -       -       s       s
            incident.placed       -      -       -       s       s
            incident.placement    -      -       -       s       s
            incident.tally        -      -       -       -       -
            incident.theme        -      -       -       s       s
            incident.untallied    -      -       -       -       -
            ledger.delivery       -      -       -       s       s
            ledger.rejection      -      -       -       s       s
            ledger.retention      -      -       -       s       s
            published.area        -      S       S       S       S
            published.correction  -      S       S       S       S
            published.coverage    -      S       S       S       S
            published.current     -      S       S       S       S
            published.dispersion  -      S       S       S       S
            published.event       -      S       S       S       S
            published.figure      -      S       S       S       S
            published.open_area   -      S       S       S       S
            published.open_feature -      S       S       S       S
            published.open_figure -      S       S       S       S
            published.open_surface -      S       S       S       S
            published.override    -      S       S       S       S
            published.release     -      S       S       S       S
            published.seal        -      S       S       S       S
            published.series_break -      S       S       S       S
            published.source      -      S       S       S       S
            published.surface     -      S       S       S       S
            published.surface_band -      S       S       S       S
            published.theme       -      S       S       S       S
            site.candidate        -      -       s       s       -
            site.decision         -      -       s       s       -
            site.project          -      -       s       s       -
            site.worst_tenth      -      -       s       s       -
            """;
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var wrong = new WebDatabase(DatabaseAccess.Build(database.LoginText), new ClaimSigner(new byte[32], TimeProvider.System));
        await using var login = DatabaseAccess.Build(database.LoginText);
        Assert.Equal(expected.Split('\n'), await TableAsync(database, login, role => wrong.OpenAsync(GuardedCity.Of(role), default)));
    }

    private static async Task<string[]> TableAsync(TestDatabase database, NpgsqlDataSource login, Func<Role, Task<PersonSession>> open)
    {
        var lines = new StringBuilder("table                 login  viewer  planner analyst importer");
        foreach (var (table, column) in await TablesAsync(database))
        {
            await using var bare = await login.OpenConnectionAsync();
            await using var transaction = await bare.BeginTransactionAsync();
            lines.Append(CultureInfo.InvariantCulture, $"\n{table,-21} {await CellAsync(bare, table, column),-6}");
            foreach (var role in Roles)
            {
                await using var session = await open(role);
                lines.Append(CultureInfo.InvariantCulture, $" {await CellAsync(session.Connection, table, column),-7}");
            }

            lines.Length = lines.ToString().TrimEnd().Length;
        }

        return lines.ToString().Split('\n');
    }

    private static async Task<List<(string Table, string Column)>> TablesAsync(TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT format('%I.%I', n.nspname, c.relname), (SELECT quote_ident(attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum = 1)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') ORDER BY 1
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync())
            tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }

    private static async Task<string> CellAsync(NpgsqlConnection connection, string table, string firstColumn)
    {
        var (insert, column) = Fitting.GetValueOrDefault(table, ("DEFAULT VALUES", firstColumn));
        var cell = await TryAsync(connection, $"SELECT count(*) FROM {table}") switch { null => "", 0 => "s", _ => "S" };
        if (await TryAsync(connection, $"INSERT INTO {table} {insert}") is not null)
            cell += "I";
        if (await TryAsync(connection, $"UPDATE {table} SET {column} = {column}") is > 0)
            cell += "U";
        if (await TryAsync(connection, $"DELETE FROM {table}") is > 0)
            cell += "D";
        if (await TryAsync(connection, $"TRUNCATE {table} CASCADE") is not null)
            cell += "T";
        return cell.Length == 0 ? "-" : cell;
    }

    /// <returns>Rows counted or touched; -1 where the statement was let through and failed on the row's content; null where it was refused.</returns>
    private static async Task<long?> TryAsync(NpgsqlConnection connection, string sql)
    {
        await GuardedCity.RunAsync(connection, "SAVEPOINT attempt");
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return sql.StartsWith("SELECT", StringComparison.Ordinal) ? (long)(await command.ExecuteScalarAsync())! : await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.WrongObjectType)
        {
            return null;
        }
        catch (PostgresException)
        {
            return -1;
        }
        finally
        {
            await GuardedCity.RunAsync(connection, "ROLLBACK TO SAVEPOINT attempt");
        }
    }
}
