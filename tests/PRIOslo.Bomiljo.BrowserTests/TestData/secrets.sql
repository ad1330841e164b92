-- What may not leak, and texts that try to run: deliveries with incidents in two bydeler, existing homes, sites of a project.
UPDATE published.area SET area_name = '<script>alert("område")</script>' WHERE area = '0106';
UPDATE geo.area SET name = '<img src=x onerror=alert(1)>' WHERE code = '0103';
INSERT INTO incident.theme VALUES ('brann', 'Brann', 'Fire', true);
INSERT INTO incident.category VALUES ('bilbrann', 'brann', '<script>alert("kategori")</script>', 'Car fire');
INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day,
    last_day, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
VALUES ('brann', '<script>alert("fil")</script>.csv', repeat('a', 64), 1, 1, repeat('b', 64), '2024-02-01', 'x', '2023-01-01',
    '2023-12-31', 31, 30, 1, 0, 0, 0, 30);
INSERT INTO ledger.rejection VALUES (1, 5, '" onmouseover="alert(1)', 'BOM-202', NULL);
INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point,
    place_vintage, place_outcome, place_method, place_delbydel)
SELECT 1, n, 'brann', gen_random_uuid(), 'bilbrann', '2023-06-01 12:00+02', 'day', 2023, 1, ST_SetSRID(ST_MakePoint(598000 + n, 6643000), 25832),
    vintage_id, 1, 1, CASE WHEN n <= 10 THEN '0101' ELSE '0202' END
FROM generate_series(1, 30) AS n, geo.vintage WHERE layer = 'delbydel';
INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('facility', 2024, 'f', repeat('0', 64), '2024-11-01', 1);
INSERT INTO geo.feature SELECT vintage_id, 1, '', 'HEMMELIG BOLIG', '', ST_SetSRID(ST_MakePoint(598000, 6643000), 25832)
FROM geo.vintage WHERE layer = 'facility';
INSERT INTO site.project (name) SELECT 'HEMMELIG PROSJEKT ' || n FROM generate_series(1, 8) AS n;
INSERT INTO site.candidate (project_id, name, geom, created_by)
SELECT id, 'HEMMELIG TOMT', ST_SetSRID(ST_MakePoint(598000, 6643000), 25832), 'x' FROM site.project;
