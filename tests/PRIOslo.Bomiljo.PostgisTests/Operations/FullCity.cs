using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

/// <summary>A small city with something in every table that holds data.</summary>
internal static class FullCity
{
    public static async Task<TestDatabase> NewFullCityAsync(this PostgisCluster cluster)
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('building', 2023, 'b.geojson', 'b', now(), 500), ('address', 2023, 'a.geojson', 'a', now(), 300), ('facility', 2023, 'f.geojson', 'f', now(), 20);
            INSERT INTO geo.building
            SELECT vintage_id, n, 'residential', '111', n % 7, ST_Buffer(ST_SetSRID(ST_MakePoint(601000 + n, 6641000 + n % 40), 25832), 5)
            FROM geo.vintage, generate_series(1, 500) AS n WHERE layer = 'building';
            INSERT INTO geo.address
            SELECT vintage_id, n, 'Ærlig Øvre Årnes'' vei "«' || n % 9, n, 'B', '0150', 'OSLO', ST_SetSRID(ST_MakePoint(601000 + n, 6641000), 25832)
            FROM geo.vintage, generate_series(1, 300) AS n WHERE layer = 'address';
            INSERT INTO geo.street SELECT DISTINCT vintage_id, street FROM geo.address;
            INSERT INTO geo.terrain SELECT vintage_id, 600000, 6642000, 10, 2, 1 FROM geo.vintage WHERE layer = 'facility';
            INSERT INTO geo.terrain_strip SELECT vintage_id, 0, '\x789c63600000000100' FROM geo.terrain;
            INSERT INTO geo.feature
            SELECT vintage_id, n, 'code', E'a\tb\\.\n' || n, 'kind', ST_SetSRID(ST_MakePoint(601000 + n, 6641000), 25832)
            FROM geo.vintage, generate_series(1, 20) AS n WHERE layer = 'facility';
            INSERT INTO ledger.rejection SELECT delivery_id, 7, 'Meldt', 'BOM-202', NULL FROM ledger.delivery;
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2001, 36, now(), 'analyst-1', 9, 9);
            INSERT INTO site.project (name) VALUES ('Prosjekt A'), ('Prosjekt B');
            INSERT INTO site.candidate (project_id, name, geom, created_by)
            SELECT id, 'Tomt ' || id, ST_SetSRID(ST_MakePoint(601000, 6641000), 25832), 'planner-1' FROM site.project;
            INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict, decided_by)
            SELECT id, '5', 'inspect', 'Sett på befaring.', 'unsuitable', 'planner-1' FROM site.candidate;
            SELECT audit.append('geodata.import', 'layer ' || n, '{"features": 1}') FROM generate_series(1, 25) AS n;
            """);
        await database.ExecuteAsync(
            """
            INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by) VALUES ('brann', 2023, true, 'So little, for the test''s sake.', now(), 'test');
            INSERT INTO heatmap.event (kind, area, first_day, text, public, noted_by) VALUES ('lighting', '0102', '2023-05-01', 'Nye lykter.', true, 'analyst-1');
            INSERT INTO heatmap.note (area, year, text, noted_by) VALUES ('0102', 2023, 'Se på dette.', 'analyst-1');
            """);
        await database.ExecuteAsync("INSERT INTO heatmap.taken_back (kind, name, year, reason, decided_at, decided_by, why, taken_back_at, taken_back_by) VALUES ('source', 'brann', 2022, 'r', now(), 'x', 'w', now(), 'x')");
        await database.ExecuteAsync("INSERT INTO heatmap.series_break VALUES ('theme', 'trygghet', 2023, 'Nytt skjema.', now(), 'analyst-1')");
        await database.ExecuteAsync( // as an import does for its own delivery
            """
            INSERT INTO incident.tally
            SELECT delivery_id, source, category, occurred_year, date_part('month', occurred_at AT TIME ZONE 'Europe/Oslo')::smallint, precision <> 'year',
                   place_vintage, place_outcome, place_delbydel, position, count(*), sum(incidents)
            FROM incident.incident GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
            """);
        await database.MeasureAsync();
        await database.ExecuteAsync( // what this city's incidents do not give: they are known to the year, and no rule takes two for one
            """
            INSERT INTO heatmap.measurement VALUES (2019, 1, now(), 'v', 1, '{}');
            INSERT INTO heatmap.profile VALUES (2019, 1, 'bydel', '01', 'brann', 'month', 5, 1);
            INSERT INTO heatmap.same_event VALUES (2019, 1, 'fire-and-police-log', 9, 8, 1);
            INSERT INTO heatmap.told_twice VALUES (2019, 1, '0102', 'brann', 1);
            INSERT INTO heatmap.incomplete_source VALUES (2019, 1, 'brann', 2018, 'refused', '[]');
            """);
        await database.PublishAsync(provisional: false);
        await database.ExecuteAsync(
            """
            INSERT INTO published.source VALUES ('brann', 'n', 'e') ON CONFLICT DO NOTHING;
            INSERT INTO published.surface SELECT year, version, 'brann', 400, 12 FROM published.release ORDER BY year LIMIT 1;
            INSERT INTO published.correction SELECT year, version, 1, 'r' FROM published.release ORDER BY year LIMIT 1;
            INSERT INTO published.surface_band SELECT year, version, theme, 2, 1, ST_Multi(ST_MakeEnvelope(10.7, 59.9, 10.71, 59.91, 4326)) FROM published.surface;
            INSERT INTO heatmap.drawn_area (year, released_version, geom, asked_at, residents)
            VALUES (2023, 1, ST_Multi(ST_MakeEnvelope(601000, 6641000, 602500, 6642000, 25832)), now(), 900);
            INSERT INTO heatmap.drawn_cut SELECT 2023, '0102', drawn_id FROM heatmap.drawn_area;
            INSERT INTO heatmap.drawn_answer SELECT drawn_id, 'brann', NULL, 'hidden' FROM heatmap.drawn_area;
            """);
        return database;
    }
}
