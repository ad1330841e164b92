using Npgsql;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

/// <summary>A database with rows in every table: incidents in the bydeler 01 and 02 and one not placed, two projects with a site each.</summary>
internal static class GuardedCity
{
    public static Person Of(Role role, string[]? bydeler = null, int[]? projects = null) => new($"some-{role}", role, bydeler, projects ?? [1, 2]);

    public static async Task<TestDatabase> NewAsync(PostgisCluster cluster)
    {
        var database = await cluster.NewDatabaseAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('delbydel', 2018, 'f', 'h', now(), 2), ('facility', 2020, 'f', 'h', now(), 1), ('school', 2020, 'f', 'h', now(), 1);
            INSERT INTO geo.area SELECT 1, code, code, left(code, 2), ST_Multi(ST_MakeEnvelope(0, 0, 1, 1, 25832)) FROM unnest(ARRAY['0101', '0201']) AS code;
            INSERT INTO geo.building VALUES (1, 1, 'other', '', 0, ST_SetSRID(ST_MakePoint(0, 0), 25832));
            INSERT INTO geo.street VALUES (1, 'Gata');
            INSERT INTO geo.terrain VALUES (1, 0, 0, 10, 1, 1);
            INSERT INTO geo.terrain_strip VALUES (1, 0, '\x00');
            INSERT INTO geo.address VALUES (1, 1, 'Gata', 1, '', '', '', ST_SetSRID(ST_MakePoint(0, 0), 25832));
            INSERT INTO geo.feature VALUES (2, 1, '', 'home', '', ST_SetSRID(ST_MakePoint(0, 0), 25832)), (3, 1, '', 'school', '', ST_SetSRID(ST_MakePoint(0, 0), 25832));
            INSERT INTO geo.population VALUES ('0101', 2020, 100);
            INSERT INTO incident.theme VALUES ('brann', 'Brann', 'Fire', true);
            INSERT INTO incident.category VALUES ('bil', 'brann', 'Bil', 'Car');
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by,
                rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES ('brann', 'f', 'h', 1, 1, 'h', now(), 'x', 4, 3, 1, 0, 0, 0, 3);
            INSERT INTO ledger.rejection VALUES (1, 4, 'c', 'BOM-202', NULL);
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('s', 2019, 36, now(), 'owner', 1, 1);
            INSERT INTO incident.incident SELECT 1, line, 'brann', gen_random_uuid(), 'bil', '2020-05-01', 'day', 2020, 1, NULL, NULL FROM generate_series(1, 3) AS line;
            UPDATE incident.incident SET place_vintage = 1, place_outcome = 1, place_method = 1, place_delbydel = CASE line WHEN 1 THEN '0101' ELSE '0201' END WHERE line < 3;
            UPDATE incident.incident SET place_vintage = 1, place_outcome = 0, place_method = 0 WHERE line = 3;
            INSERT INTO heatmap.measurement VALUES (2020, 1, now(), 'v', 1, '{}');
            INSERT INTO heatmap.area VALUES (2020, 1, 'by', '030100', 'Oslo', ''), (2020, 1, 'bydel', '01', 'A', '030100'), (2020, 1, 'bydel', '02', 'B', '030100'),
                (2020, 1, 'delbydel', '0101', 'AA', '01'), (2020, 1, 'delbydel', '0201', 'BB', '02');
            INSERT INTO heatmap.figure SELECT year, version, level, area, 'total', 1, 100, 1000 FROM heatmap.area;
            INSERT INTO heatmap.coverage VALUES (2020, 1, 'brann', '{brann}', 2, 1, 0, 1);
            INSERT INTO heatmap.event (kind, area, first_day, text, noted_by) VALUES ('other', NULL, '2020-01-01', 'by', 'x'), ('facility', '0101', '2020-01-01', 'a', 'x'), ('patrol', '02', '2020-01-01', 'b', 'x');
            INSERT INTO heatmap.note (area, year, text, noted_by) VALUES ('0101', 2020, 'a', 'x'), ('0201', 2020, 'b', 'x');
            INSERT INTO heatmap.coverage_decision VALUES ('brann', 2020, true, 'r', now(), 'x');
            INSERT INTO heatmap.series_break VALUES ('source', 'brann', 2020, 'r', now(), 'x');
            INSERT INTO heatmap.bound_content VALUES ('h', 'c');
            INSERT INTO heatmap.taken_back (kind, name, year, reason, decided_at, decided_by, why, taken_back_at, taken_back_by) VALUES ('source', 'brann', 2019, 'r', now(), 'x', 'w', now(), 'x');
            INSERT INTO heatmap.gate VALUES (2020, 1, 'brann', 'overridden', 'r', '[]');
            INSERT INTO heatmap.incomplete_source VALUES (2020, 1, 'brann', 2019, 'refused', '[]');
            INSERT INTO heatmap.source_month VALUES (2020, 1, 'brann', 'bil', 5, 3);
            INSERT INTO heatmap.told_twice VALUES (2020, 1, '0101', 'brann', 1), (2020, 1, '0201', 'brann', 1);
            INSERT INTO heatmap.same_event VALUES (2020, 1, 'r', 1, 1, 1);
            INSERT INTO heatmap.comparison SELECT year, version, level, area, 'total' FROM heatmap.area WHERE level <> 'by';
            INSERT INTO heatmap.theme_result VALUES (2020, 1, 'total', 'residents', 1000, NULL, 1, 'assumed', NULL, NULL, NULL, 2020, 2, NULL, NULL, NULL, NULL, 0, 0, 0, 0, NULL, NULL, NULL);
            INSERT INTO heatmap.index_value SELECT year, version, area, 0, 0, 0, 1, 1, 2, 0, false, 1, 2 FROM heatmap.area WHERE level = 'delbydel';
            INSERT INTO heatmap.profile SELECT year, version, level, area, 'total', 'month', 1, 1 FROM heatmap.area WHERE level <> 'delbydel';
            INSERT INTO heatmap.frozen SELECT 2020, 1, now(), 'x', NULL, 'v', '{}', '{}', repeat('0', 64);
            INSERT INTO published.release VALUES (2020, 1, now(), true, true, 1, 1);
            INSERT INTO published.theme VALUES ('total', 'Alt', 'All', true, 1);
            INSERT INTO published.area VALUES (2020, 1, 'bydel', '01', 'A', '01', NULL);
            INSERT INTO published.figure VALUES (2020, 1, 'bydel', '01', 'total', NULL, NULL, NULL, 1000, NULL, NULL, true);
            INSERT INTO published.dispersion VALUES (2020, 1, 'total', 3);
            INSERT INTO published.coverage VALUES (2020, 1, 'brann', 66, 1);
            INSERT INTO published.override VALUES (2020, 1, 'brann', true, 'r');
            INSERT INTO published.event VALUES (2020, 1, 1, 'lighting', '01', '2020-01-01', NULL, 't');
            INSERT INTO published.series_break VALUES (2020, 1, 'source', 'brann', 2020);
            INSERT INTO published.source VALUES ('brann', 'n', 'e');
            INSERT INTO published.surface VALUES (2020, 1, 'brann', 400, 3);
            INSERT INTO published.surface_band VALUES (2020, 1, 'brann', 1, 1, ST_SetSRID(ST_Multi(ST_MakeEnvelope(10, 59, 11, 60)), 4326));
            INSERT INTO published.seal VALUES (2020, 1, '0', NULL);
            INSERT INTO published.correction VALUES (2020, 1, 0, 'r');
            INSERT INTO site.project (name) VALUES ('one'), ('two');
            INSERT INTO site.candidate (project_id, name, geom, created_by) VALUES (1, 'a', ST_SetSRID(ST_MakePoint(0, 0), 25832), 'x'), (2, 'b', ST_SetSRID(ST_MakePoint(0, 0), 25832), 'x');
            INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict, decided_by) VALUES (1, '3', 'inspect', 'r', 'unknown', 'x'), (2, '3', 'inspect', 'r', 'unknown', 'x');
            SELECT audit.append('sign-in', 'x', '{}');
            """);
        return database;
    }

    public static async Task<long> CountAsync(NpgsqlConnection connection, string from)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {from}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Demands that the server refuses for want of a right; the transaction goes on.</summary>
    public static async Task AssertRefusedAsync(NpgsqlConnection connection, string sql)
    {
        await RunAsync(connection, "SAVEPOINT attempt");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, sql));
        Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.SqlState} {refused.MessageText}");
        await RunAsync(connection, "ROLLBACK TO SAVEPOINT attempt");
    }
}
