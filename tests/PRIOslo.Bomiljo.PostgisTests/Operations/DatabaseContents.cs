using Npgsql;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

/// <summary>All that a database holds, as texts that two databases can be compared by.</summary>
internal static class DatabaseContents
{
    private const string Schemas =
        """
        SELECT n.oid FROM pg_namespace n
        WHERE n.nspname <> 'public' AND n.nspname !~ '^(pg_|information_schema$)'
        """;

    /// <summary>Every table with its number of rows and the MD5 of its rows, in order.</summary>
    /// <param name="columns">Tables and columns to look at; null looks at all.</param>
    public static async Task<SortedDictionary<string, string>> TablesAsync(
        NpgsqlDataSource database, IReadOnlyDictionary<string, string>? columns = null, string auditUntil = "true")
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, list) in columns ?? await ColumnsAsync(database))
        {
            await using var command = database.CreateCommand(
                $"""
                SELECT count(*) || ' ' || md5(coalesce(string_agg(r, E'\n' ORDER BY r COLLATE "C"), ''))
                FROM (SELECT ROW({list})::text AS r FROM {table} WHERE {(table == "audit.entry" ? auditUntil : "true")}) AS rows
                """);
            tables.Add(table, (string)(await command.ExecuteScalarAsync())!);
        }

        return tables;
    }

    /// <summary>The columns of every table, by the table's name.</summary>
    public static async Task<SortedDictionary<string, string>> ColumnsAsync(NpgsqlDataSource database)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await LinesAsync(database,
            $"""
            SELECT c.oid::regclass || '|' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind = 'r' AND c.relnamespace IN ({Schemas}) GROUP BY c.oid
            """))
        {
            var parts = row.Split('|');
            columns.Add(parts[0], parts[1]);
        }

        return columns;
    }

    /// <summary>Rights on schemas, tables, columns and functions; policies; owners; sequences; views, indexes and constraints; the program's roles.</summary>
    public static Task<List<string>> RestAsync(NpgsqlDataSource database) => LinesAsync(database,
        $"""
        SELECT concat_ws(' ', 'schema', nspname, nspowner::regrole, {Rights("nspacl")}) FROM pg_namespace WHERE oid IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', relkind, oid::regclass, relowner::regrole, relrowsecurity, relforcerowsecurity, reloptions, {Rights("relacl")}) FROM pg_class WHERE relnamespace IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, {Rights("attacl")}) FROM pg_attribute
            WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace IN ({Schemas}))
        UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, proowner::regrole, md5(pg_get_functiondef(oid)), {Rights("proacl")}) FROM pg_proc WHERE pronamespace IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', 'policy', schemaname, tablename, policyname, roles, cmd, qual, with_check) FROM pg_policies
        UNION ALL SELECT concat_ws(' ', 'sequence', schemaname, sequencename, last_value) FROM pg_sequences
        UNION ALL SELECT concat_ws(' ', 'view', schemaname, viewname, md5(definition)) FROM pg_views WHERE schemaname::regnamespace IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname::regnamespace IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace IN ({Schemas})
        UNION ALL SELECT concat_ws(' ', 'default', adrelid::regclass, adnum, pg_get_expr(adbin, adrelid)) FROM pg_attrdef
            WHERE adrelid IN (SELECT oid FROM pg_class WHERE relnamespace IN ({Schemas}))
        UNION ALL SELECT concat_ws(' ', 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolbypassrls,
            ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid ORDER BY 1)) FROM pg_roles r WHERE rolname LIKE 'bomiljo%'
        ORDER BY 1
        """);

    private static string Rights(string acl) => $"(SELECT string_agg(item::text, ',' ORDER BY item::text) FROM unnest({acl}) AS item)";

    private static async Task<List<string>> LinesAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }
}
