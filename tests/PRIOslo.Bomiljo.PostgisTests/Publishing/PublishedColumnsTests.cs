using System.Collections.Frozen;
using Npgsql;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Publishing.Suppression;
using PRIOslo.Bomiljo.Publishing.Visible;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>Every column that leaves, looked up in the database's own catalogue: what it is, and that no hidden count stands behind it.</summary>
[Collection("postgis")]
public class PublishedColumnsTests(PostgisCluster cluster)
{
    private const int Worlds = 500;
    private const string Hidden = "EXISTS (SELECT FROM published.figure f WHERE (f.year, f.version, f.level, f.area, f.theme) = (t.year, t.version, t.level, t.area, t.theme) AND f.suppressed)";

    /// <summary>
    /// What each column is. <c>key</c> names a row; <c>fact</c> holds of the year, the area or the rules whatever was counted; <c>count</c> is
    /// a shown count; <c>shown</c> is computed from shown figures alone; <c>class</c> the same, as a class; <c>share</c> tells how many rows
    /// stand behind a year, and is left out where they are few; <c>plan</c> says what is hidden. A new column is put here by who has asked
    /// himself what it tells.
    /// </summary>
    private const string Classified =
        """
        area: year key, version key, level key, area key, area_name fact, bydel fact, geom fact
        correction: year key, version key, corrects fact, reason fact
        coverage: year key, version key, source key, placed_percent share, months share
        current: year key, version key, published_at fact, provisional fact, approximate fact, cells fact, suppressed plan, same_events fact
        dispersion: year key, version key, theme key, dispersion shown
        event: year key, version key, event_id key, kind fact, area fact, first_day fact, last_day fact, text fact
        figure: year key, version key, level key, area key, theme key, count count, denominator fact, rate shown, rate_per fact, rate_low shown, rate_high shown, suppressed plan, denominator_unit fact, change shown, change_class class, trend_class class, rate_class class, hotspot_class class, lisa class, interpolated fact, change_interpolated fact, trend_interpolated fact
        open_area: year key, version key, level key, area key, area_name fact, bydel fact, approximate fact
        open_feature: collection key, id key, year key, level key, area key, bydel fact, theme key, properties shown, geom shown
        open_figure: year key, version key, level key, area key, area_name fact, bydel fact, theme key, count count, denominator fact, denominator_unit fact, rate shown, rate_per fact, rate_low shown, rate_high shown, change shown, change_class class, trend_class class, rate_class class, hotspot_class class, lisa class, suppressed plan, provisional fact, approximate fact, interpolated fact, change_interpolated fact, trend_interpolated fact
        open_surface: year key, version key, theme key, band class, cells shown, reach_metres fact, left_out_percent share, provisional fact, approximate fact
        override: year key, version key, source key, enters fact, reason fact, themes fact
        release: year key, version key, published_at fact, provisional fact, approximate fact, cells fact, suppressed plan, same_events fact
        seal: year key, version key, program_version fact, frozen_sha256 fact
        series_break: year key, version key, kind key, name key, break_year fact
        source: source key, name_nb fact, name_en fact
        surface: year key, version key, theme key, reach_metres fact, left_out_percent share
        surface_band: year key, version key, theme key, band class, cells shown, geom shown
        theme: theme key, name_nb fact, name_en fact, protected fact, sort_order fact
        """;

    [PostgisFact]
    public async Task Every_published_column_is_classified()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var there = await database.RowsAsync(
            """
            SELECT c.relname || ': ' || string_agg(a.attname, ', ' ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'published'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
            GROUP BY c.relname ORDER BY c.relname COLLATE "C"
            """);
        string[] lines = Classified.Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal(there, lines.Select(line => line.Split(": ")[0] + ": " + string.Join(", ", line.Split(": ")[1].Split(", ").Select(column => column.Split(' ')[0]))));
        Assert.All(lines.SelectMany(line => line.Split(": ")[1].Split(", ")), column => Assert.Contains(column.Split(' ')[1], (string[])["key", "fact", "count", "shown", "class", "share", "plan"]));
    }

    /// <summary>
    /// The same year published again, with the same cells hidden, over hidden counts, their statistics, the measurement's own dispersion and
    /// comparisons, and the hidden incidents' places that are drawn anew each time: five hundred worlds that nobody can tell apart, by any column.
    /// </summary>
    [PostgisFact]
    public async Task Whatever_the_hidden_counts_are_every_column_of_every_published_row_is_the_same()
    {
        await using var database = await CityAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        var hidden = new List<CellKey>();
        await using (var command = new NpgsqlCommand("SELECT level, area, theme FROM published.figure WHERE suppressed", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                hidden.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        var plan = new SuppressionPlan(hidden.ToFrozenSet());
        var numbers = await ColumnsAsync(database, "figure");
        var comparisons = await ColumnsAsync(database, "comparison");
        var results = await ColumnsAsync(database, "theme_result");
        await PublishAgainAsync(connection, plan);
        var before = await EverythingAsync(connection);
        for (var world = 0; world < Worlds; world++)
        {
            await RunAsync(connection, FormattableString.Invariant(
                $"""
                SELECT setseed({world / 1000.0});
                UPDATE heatmap.figure t SET incidents = 1 + floor(random() * 40)::int, {Drawn(numbers)} WHERE {Hidden};
                UPDATE heatmap.comparison t SET {Drawn(comparisons)};
                UPDATE heatmap.theme_result t SET {Drawn(results)};
                """));
            if (world % 50 == 0)
            {
                await RunAsync(connection,
                    """
                    UPDATE incident.incident i SET point = ST_Translate(i.point, 400 * random() - 200, 400 * random() - 200)
                    FROM incident.category c, published.figure f
                    WHERE c.category = i.category AND f.theme = c.theme AND f.level = 'delbydel' AND f.area = i.place_delbydel AND f.suppressed
                    """);
            }

            await PublishAgainAsync(connection, plan);
            Assert.Equal(before, await EverythingAsync(connection));
        }

        Assert.True(hidden.Count > 10 && before.Count > 100, $"{hidden.Count} hidden, {before.Count} rows.");
        Assert.Contains(before, row => row.StartsWith("surface_band", StringComparison.Ordinal));
        // And one shown count more is seen: the comparison looks at what it should.
        await RunAsync(connection, $"UPDATE heatmap.figure t SET incidents = incidents + 1 WHERE year = {SmallCity.Year} AND NOT {Hidden}");
        await PublishAgainAsync(connection, plan);
        Assert.NotEqual(before, await EverythingAsync(connection));
    }

    private async Task<TestDatabase> CityAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.DeliverAsync("politi", SmallCity.Police, below: 60, seed: 5, year: SmallCity.Year - 1);
        await database.AddPopulationAsync(SmallCity.Year - 1);
        await database.ExecuteAsync(
            """
            UPDATE incident.incident SET position = 'point';
            WITH v AS (INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('address', 2018, 'a', '', now(), 1) RETURNING vintage_id)
            INSERT INTO geo.address (vintage_id, feature_no, street, number, geom)
            SELECT vintage_id, e * 30 + n, 'V', 1, ST_SetSRID(ST_MakePoint(600050 + 100 * e, 6641050 + 100 * n), 25832) FROM v, generate_series(0, 59) AS e, generate_series(0, 29) AS n
            """);
        await database.MeasureAsync(SmallCity.Year - 1);
        await database.PublishAsync(year: SmallCity.Year - 1);
        await database.MeasureAsync();
        await database.PublishAsync();
        return database;
    }

    /// <summary>The last steps of publishing, with the plan given.</summary>
    private static async Task PublishAgainAsync(NpgsqlConnection connection, SuppressionPlan plan)
    {
        await PublishingStore.WriteAsync(connection, new PublishReport(SmallCity.Year, 1, 1, plan.Hidden.Count, Provisional: true), plan, DateTimeOffset.UnixEpoch, default);
        await VisibleFigures.AddAsync(connection, SmallCity.Year, 1, MeasurementParameters.Load(MeasurementParameters.DefaultPath), default);
        await PublishedBands.AddAsync(connection, SmallCity.Year, 1, default);
    }

    /// <summary>Every row of everything that is published, as JSON.</summary>
    private static async Task<List<string>> EverythingAsync(NpgsqlConnection connection)
    {
        var rows = new List<string>();
        await using var command = new NpgsqlCommand(
            """
            SELECT c.relname, x.line FROM pg_class c
            CROSS JOIN LATERAL xmltable('/table/row' PASSING query_to_xml(format('SELECT to_jsonb(t)::text AS line FROM published.%I t', c.relname), false, false, '')
                                        COLUMNS line text) AS x
            WHERE c.relnamespace = 'published'::regnamespace AND c.relkind IN ('r', 'v')
            ORDER BY 1, 2
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add($"{reader.GetString(0)} {reader.GetString(1)}");
        return rows;
    }

    /// <summary>A measured table's numbers that are no part of a key, of the denominators or of the years compared.</summary>
    private static async Task<List<string>> ColumnsAsync(TestDatabase database, string table) => await database.RowsAsync(
        $"""
        SELECT a.attname FROM pg_attribute a
        WHERE a.attrelid = 'heatmap.{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'double precision'::regtype
          AND a.attname NOT IN ('denominator')
        ORDER BY 1
        """);

    private static string Drawn(List<string> columns) => string.Join(", ", columns.Select(column => $"{column} = 1 + random()"));

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
