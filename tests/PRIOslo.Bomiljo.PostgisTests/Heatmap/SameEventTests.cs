using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public sealed class SameEventTests(PostgisCluster cluster)
{
    private static readonly SameEventRule Rule = new(
        "fire-and-police", true, new(["brann"], ["brann.vehicle"]), new(["politilogg"], ["ro-og-orden.vandalism"]), 60, 200, SameDelbydel: true, "test");

    [PostgisFact]
    public async Task The_total_counts_one_event_once_and_both_themes_keep_theirs()
    {
        await using var database = await NewCityAsync();
        await database.MeasureAsync();
        var plain = await CountsAsync(database);
        var weighted = await WeightedTotalAsync(database);

        var report = await MeasureAsync(database, Rule);

        Assert.Equal([new SameEventResult("fire-and-police", 7, 8, 4)], report.SameEvents);
        var counted = await CountsAsync(database);
        Assert.Equal(["by 0301 total 4", "bydel 01 total 3", "bydel 02 total 1", "delbydel 0101 total 2", "delbydel 0102 total 1", "delbydel 0203 total 1"],
            plain.Where(cell => counted[cell.Key] != cell.Value).Select(cell => $"{cell.Key} {cell.Value - counted[cell.Key]}").Order(StringComparer.Ordinal));
        Assert.Equal(4 * 3, weighted - await WeightedTotalAsync(database)); // the car fires weigh more than the vandalism that they are reported as
    }

    [PostgisFact]
    public async Task The_rule_is_part_of_what_a_measurement_rests_on()
    {
        await using var database = await NewCityAsync();
        await MeasureAsync(database, Rule);
        var counted = await CountsAsync(database);

        Assert.Equal((true, 4), (await MeasureAsync(database, Rule) is var again && again.Unchanged, again.SameEvents[0].Pairs));
        Assert.Equal(["fire-and-police 60 200"], await database.RowsAsync("SELECT r ->> 'rule', r ->> 'windowMinutes', r ->> 'distanceMetres' FROM heatmap.measurement, jsonb_array_elements(inputs -> 'sameEvents') AS r"));
        Assert.False((await MeasureAsync(database, Rule with { WindowMinutes = 1 })).Unchanged);
        Assert.NotEqual(counted, await CountsAsync(database));
        Assert.False((await MeasureAsync(database, Rule)).Unchanged);
        Assert.Equal(counted, await CountsAsync(database));
    }

    [PostgisFact]
    public async Task A_source_that_an_analyst_leaves_out_of_the_year_pairs_with_none()
    {
        await using var database = await NewCityAsync();
        await database.ExecuteAsync("UPDATE heatmap.coverage_decision SET enters = false WHERE source = 'politilogg'");

        Assert.Equal([new SameEventResult("fire-and-police", 7, 0, 0)], (await MeasureAsync(database, Rule)).SameEvents);
    }

    [PostgisFact]
    public async Task Nobody_learns_a_small_number_of_pairs_from_what_is_published()
    {
        await using var database = await NewCityAsync();
        await MeasureAsync(database, Rule);

        var published = await database.PublishAsync();

        Assert.Equal(published.Cells, await database.ScalarAsync<long>("SELECT count(*) FROM published.figure"));
        Assert.True(await IsToldAsync(database));
        Assert.Empty(await database.RowsAsync(
            """
            SELECT level, area
            FROM published.figure
            GROUP BY level, area
            HAVING NOT bool_or(suppressed) AND sum(CASE theme WHEN 'total' THEN -count ELSE count END) BETWEEN 1 AND 4
            """));
        Assert.NotEqual(0, await database.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE suppressed AND area IN ('0101', '0102', '0203')"));
    }

    private static async Task<bool> IsToldAsync(TestDatabase database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        return Assert.Single(await new PublishedReader(connection).ReleasesAsync(default)).SameEvents;
    }

    private static Task<double> WeightedTotalAsync(TestDatabase database) =>
        database.ScalarAsync<double>("SELECT weighted FROM heatmap.figure WHERE level = 'by' AND theme = 'total'");

    private static Task<MeasurementReport> MeasureAsync(TestDatabase database, SameEventRule rule) =>
        new Measurement(database.Owner, TimeProvider.System, sameEvents: [rule]).RunAsync(SmallCity.Year, default);

    /// <summary>Two car fires in 0101 that the police tell of, one on the border whose police report lies in 0102, one in 0203 that the police
    /// know by the delbydel only; and fires and reports that are apart in time or space, or no single event known to the minute.</summary>
    private async Task<TestDatabase> NewCityAsync()
    {
        var database = await cluster.NewCityAsync();
        await DeliverAsync(database, "brann", "brann.vehicle",
            (1, 0, 601_500, 641_500), (2, 100, 601_500, 641_500), (3, 200, 601_990, 641_500), (4, 300, 603_500, 642_500),
            (5, 400, 602_500, 641_500), (6, 500, 602_500, 641_500), (7, 600, 604_500, 641_500));
        await DeliverAsync(database, "politilogg", "ro-og-orden.vandalism",
            (1, 5, 601_550, 641_500), (2, 160, 601_500, 641_700), (3, 210, 602_050, 641_500), (4, 290, 603_100, 642_100),
            (5, 339, 602_500, 641_500), (6, 505, 602_701, 641_500), (7, 5, 601_550, 641_500), (8, 1_000, 601_550, 641_500), (9, 600, 604_500, 641_500));
        await database.OverrideAsync("politilogg");
        await database.ExecuteAsync(
            """
            UPDATE incident.incident SET point = NULL, position = 'area', area_code = '0203' WHERE source = 'politilogg' AND line = 4;
            UPDATE incident.incident SET precision = 'day' WHERE source = 'politilogg' AND line = 9;
            """);
        return database;
    }

    private static Task DeliverAsync(TestDatabase database, string source, string category, params (int Line, int Minutes, int East, int North)[] rows) => database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $"""
        INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day,
            last_day, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
        VALUES ('{source}', 'made-up.csv', md5('{source} events'), 1, 1, '', now(), 'test', '2023-05-05', '2023-05-06', {rows.Length}, {rows.Length}, 0, 0, 0, 0, {rows.Length});
        INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, position)
        SELECT currval('ledger.delivery_delivery_id_seq'), line, '{source}', md5('{source}' || line)::uuid, '{category}',
               timestamptz '2023-05-05 12:00+02' + make_interval(mins => minutes), 'minute', 2023, 1, ST_SetSRID(ST_MakePoint(e, 6000000 + n), 25832), 'point'
        FROM (VALUES {string.Join(", ", rows.Select(row => $"({row.Line}, {row.Minutes}, {row.East}, {row.North})"))}) AS rows (line, minutes, e, n);
        UPDATE incident.incident i
        SET place_vintage = covering.vintage_id, place_outcome = 1, place_method = 1, place_delbydel = covering.code
        FROM (SELECT a.vintage_id, same.line, min(a.code) AS code
              FROM incident.incident same
              JOIN geo.area a ON a.vintage_id = geo.vintage_for('delbydel', 2023) AND ST_Covers(a.geom, same.point)
              WHERE same.delivery_id = currval('ledger.delivery_delivery_id_seq')
              GROUP BY 1, 2) AS covering
        WHERE i.delivery_id = currval('ledger.delivery_delivery_id_seq') AND i.line = covering.line;
        """));

    private static async Task<SortedDictionary<string, int>> CountsAsync(TestDatabase database) => new(
        (await database.RowsAsync("SELECT level, area, theme, incidents FROM heatmap.figure WHERE version = (SELECT max(version) FROM heatmap.measurement)"))
            .Select(row => row.Split(' ')).ToDictionary(row => string.Join(' ', row[..3]), row => int.Parse(row[3], CultureInfo.InvariantCulture)),
        StringComparer.Ordinal);
}
