using System.Globalization;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

/// <summary>Homes of the target groups, municipal flats and candidate sites, sought in everything that a viewer's role can read.</summary>
[Collection("postgis")]
public class ViewerSeesNoHomesTests(PostgisCluster cluster)
{
    private const string Readable =
        """
        SELECT format('%I.%I', n.nspname, c.relname), string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
          AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
        GROUP BY 1 ORDER BY 1
        """;

    [PostgisFact]
    public async Task Nothing_that_a_viewer_can_read_holds_a_home_a_municipal_flat_or_a_candidate_site()
    {
        await using var database = await CityWithSecretsAsync();
        await using var web = database.OpenWeb();

        var viewer = await FoundAsync(web, Role.Viewer);
        var planner = await FoundAsync(web, Role.Planner);

        Assert.Empty(viewer.Found);
        Assert.True(viewer.Tables > 6, $"Only {viewer.Tables} tables were searched.");
        Assert.Equal(["7654321", "secret-candidate", "secret-home"], planner.Found.Order(StringComparer.Ordinal)); // the search finds what is there
    }

    [PostgisFact]
    public async Task Few_municipal_dwellings_are_no_denominator_that_anybody_reads()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverAsync("boligbygg", ["bostabilitet.eviction"], below: 30, seed: 31);
        await database.ExecuteAsync("UPDATE geo.population SET municipal_dwellings = CASE WHEN code IN ('0101', '0102') THEN 9 ELSE 200 END");
        await database.MeasureAsync();
        await database.PublishAsync();
        const string figures = "SELECT area, denominator, rate, f.rate_high FROM published.figure f JOIN published.current USING (year, version) WHERE theme = 'bostabilitet' AND level = 'delbydel' AND ";

        Assert.Equal(["0101 - - -", "0102 - - -"], await database.RowsAsync(figures + "area IN ('0101', '0102') ORDER BY 1", asWeb: true));
        Assert.NotEmpty(await database.RowsAsync(figures + "denominator = 200 AND rate > 0", asWeb: true));
    }

    private async Task<TestDatabase> CityWithSecretsAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        await database.ExecuteAsync(
            """
            WITH v AS (INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('facility', 2020, 'f', 'h', now(), 1) RETURNING vintage_id)
            INSERT INTO geo.feature SELECT vintage_id, 1, '', 'secret-home', '', ST_SetSRID(ST_MakePoint(7654321, 6641234), 25832) FROM v;
            INSERT INTO site.project (name) VALUES ('one');
            INSERT INTO site.candidate (project_id, name, geom, created_by) VALUES (1, 'secret-candidate', ST_SetSRID(ST_MakePoint(7654321, 6641235), 25832), 'x');
            """);
        return database;
    }

    private static async Task<(int Tables, List<string> Found)> FoundAsync(WebDatabase web, Role role)
    {
        string[] secrets = ["secret-home", "secret-candidate", "7654321"];
        await using var session = await web.OpenAsync(GuardedCity.Of(role, projects: [1]), default);
        var tables = new List<(string Name, string Columns)>();
        await using (var command = new Npgsql.NpgsqlCommand(Readable, session.Connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, columns) in tables)
        {
            foreach (var secret in secrets)
            {
                // json writes geometries as coordinates.
                await using var search = new Npgsql.NpgsqlCommand(string.Create(CultureInfo.InvariantCulture,
                    $"SELECT EXISTS (SELECT FROM (SELECT {columns} FROM {name}) t WHERE to_jsonb(t)::text LIKE '%{secret}%')"), session.Connection);
                if (await search.ExecuteScalarAsync() is true)
                    found.Add(secret);
            }
        }

        return (tables.Count, [.. found]);
    }
}
