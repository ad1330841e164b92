-- What stands behind the published figures of 2022 in the test city: a measurement, residents, and as many incidents as are shown, each at
-- a point of its own, so that areas of one's own drawing can be answered. They are hidden delbydeler's too: ten incidents each.
INSERT INTO heatmap.measurement (year, version, measured_at, program_version, vintage_id, inputs)
SELECT 2022, 1, '2025-01-15 12:00+01', '0.1.0', vintage_id, '{}' FROM geo.vintage WHERE layer = 'delbydel' ON CONFLICT DO NOTHING; -- another page's data bring the same
INSERT INTO geo.population (code, year, residents)
SELECT area, year, denominator FROM published.figure WHERE year = 2022 AND level = 'delbydel' AND theme = 'total' AND denominator > 0;
INSERT INTO incident.theme VALUES ('brann', 'Brann', 'Fire', true), ('forsopling', 'Forsøpling', 'Littering', false) ON CONFLICT DO NOTHING;
INSERT INTO incident.category VALUES ('brann.building', 'brann', 'Bygning', 'Building'), ('forsopling.litter', 'forsopling', 'Søppel', 'Litter');
INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day,
    last_day, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
VALUES ('drawn', 'drawn.csv', repeat('d', 64), 1, 1, repeat('b', 64), '2023-02-01', 'x', '2022-01-01', '2022-12-31', 0, 0, 0, 0, 0, 0, 0);
INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, position,
    place_vintage, place_outcome, place_method, place_delbydel)
SELECT d.delivery_id, row_number() OVER (), 'drawn', gen_random_uuid(), CASE f.theme WHEN 'brann' THEN 'brann.building' ELSE 'forsopling.litter' END,
       '2022-06-01 12:00+02', 'day', 2022, 1, ST_Translate(ST_Centroid(a.geom), 20 * (n % 25) - 250, 20 * (n / 25) - 100), 'point', a.vintage_id, 1, 1, f.area
FROM published.figure f
JOIN geo.area a ON a.code = f.area
JOIN geo.vintage v ON v.vintage_id = a.vintage_id AND v.layer = 'delbydel'
JOIN ledger.delivery d ON d.source = 'drawn'
CROSS JOIN LATERAL generate_series(1, coalesce(f.count, 10)) AS n
WHERE f.year = 2022 AND f.level = 'delbydel' AND f.theme <> 'total';
