-- A year's work in schema 0003, every table filled: two deliveries, one of them withdrawn, one measurement published by decision
-- and one provisional. Figures are computed here, from the incidents.
INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
VALUES ('delbydel', 2018, 'areas.geojson', 'a1', '2024-01-05', 4), ('building', 2023, 'b.geojson', 'b1', '2024-01-05', 50),
       ('address', 2023, 'a.geojson', 'c1', '2024-01-05', 50), ('facility', 2023, 'f.geojson', 'd1', '2024-01-05', 2);
INSERT INTO geo.area
SELECT 1, code, 'Area ' || code, left(code, 2), ST_Multi(ST_MakeEnvelope(600000 + 1000 * n, 6640000, 601000 + 1000 * n, 6641000, 25832))
FROM unnest(ARRAY['0101', '0102', '0201', '0202']) WITH ORDINALITY AS a (code, n);
INSERT INTO geo.building SELECT 2, n, 'residential', '111', 2, ST_SetSRID(ST_MakePoint(601000 + 40 * n, 6640500), 25832) FROM generate_series(1, 50) AS n;
INSERT INTO geo.address SELECT 3, n, 'Øvre vei', n, '', '0150', 'OSLO', ST_SetSRID(ST_MakePoint(601000 + 40 * n, 6640500), 25832) FROM generate_series(1, 50) AS n;
INSERT INTO geo.feature SELECT 4, n, '', 'Bolig ' || n, '', ST_SetSRID(ST_MakePoint(601000 + 40 * n, 6640500), 25832) FROM generate_series(1, 2) AS n;
INSERT INTO geo.population (code, year, residents, basis, source)
SELECT code, year, 1000 + 10 * code::int, 'estimate', 'made up' FROM unnest(ARRAY['0101', '0102', '0201', '0202']) AS code, generate_series(2022, 2023) AS year;

INSERT INTO incident.theme VALUES ('trygghet', 'Trygghet', 'Safety', true), ('forsopling', 'Forsøpling', 'Littering', false);
INSERT INTO incident.category VALUES ('trygghet.violence', 'trygghet', 'Vold', 'Violence'), ('forsopling.litter', 'forsopling', 'Søppel', 'Litter');
INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day, last_day,
    rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents, withdrawn_at)
VALUES ('politi', 'p.csv', 'p1', 900, 1, 'm1', '2024-01-10', 'kari', '2022-01-01', '2023-12-31', 402, 400, 1, 0, 1, 0, 400, NULL),
       ('renovasjon', 'r.csv', 'r0', 900, 1, 'm2', '2024-01-10', 'kari', '2023-01-01', '2023-12-31', 10, 10, 0, 0, 0, 0, 10, '2024-01-11'),
       ('renovasjon', 'r.csv', 'r1', 900, 1, 'm2', '2024-01-11', 'kari', '2023-01-01', '2023-12-31', 300, 300, 0, 0, 0, 0, 600, NULL);
INSERT INTO ledger.rejection VALUES (1, 17, 'Dato', 'BOM-202', NULL);
INSERT INTO incident.incident
SELECT CASE WHEN n <= 400 THEN 1 ELSE 3 END, n, CASE WHEN n <= 400 THEN 'politi' ELSE 'renovasjon' END, md5(n::text)::uuid,
       CASE WHEN n <= 400 THEN 'trygghet.violence' ELSE 'forsopling.litter' END,
       make_timestamptz(CASE WHEN n <= 200 THEN 2022 ELSE 2023 END, 1 + n % 12, 1 + n % 28, 12, 0, 0, 'Europe/Oslo'), 'day',
       CASE WHEN n <= 200 THEN 2022 ELSE 2023 END, CASE WHEN n <= 400 THEN 1 ELSE 2 END,
       ST_SetSRID(ST_MakePoint(601000 + (n * 37) % 4000 + 0.5, 6640500), 25832), NULL
FROM generate_series(1, 700) AS n;
INSERT INTO incident.placement
SELECT 1, i.delivery_id, i.line, 'placed', 'polygon', a.code FROM incident.incident i JOIN geo.area a ON ST_Covers(a.geom, i.point);

INSERT INTO heatmap.measurement
SELECT year, 1, '2024-02-01', '0.1.0', 1, jsonb_build_object('program', '0.1.0', 'deliveries',
       (SELECT jsonb_agg(jsonb_build_object('id', delivery_id, 'source', source, 'sha256', sha256)) FROM ledger.delivery
        WHERE withdrawn_at IS NULL AND year BETWEEN extract(year FROM first_day) AND 2023))
FROM generate_series(2022, 2023) AS year;
INSERT INTO heatmap.area
SELECT year, 1, level, code, name, parent
FROM generate_series(2022, 2023) AS year, (SELECT 'delbydel' AS level, code, name, bydel AS parent FROM geo.area
      UNION ALL SELECT DISTINCT 'bydel', bydel, 'Bydel ' || bydel, '0301' FROM geo.area UNION ALL SELECT 'by', '0301', 'Oslo', '') AS areas;
INSERT INTO heatmap.figure
SELECT a.year, 1, a.level, a.area, t.theme, counted.n, population.n, 1000, 1000 * counted.n / population.n, 900 * counted.n / population.n, 1100 * counted.n / population.n
FROM heatmap.area a, incident.theme t,
     LATERAL (SELECT coalesce(sum(p.incidents), 0)::int AS n FROM incident.placed p
              WHERE p.occurred_year = a.year AND p.theme = t.theme AND (a.level = 'by' OR p.delbydel LIKE a.area || '%')) AS counted,
     LATERAL (SELECT sum(residents)::double precision AS n FROM geo.population WHERE year = a.year AND (a.level = 'by' OR code LIKE a.area || '%')) AS population;
INSERT INTO heatmap.coverage VALUES (2022, 1, 'politi', '{trygghet}', 200, 0, 0, 12), (2023, 1, 'politi', '{trygghet}', 200, 0, 0, 12), (2023, 1, 'renovasjon', '{forsopling}', 300, 0, 0, 12);

INSERT INTO published.theme SELECT theme, name_nb, name_en, protected, row_number() OVER (ORDER BY theme) FROM incident.theme;
INSERT INTO published.release VALUES (2022, 1, '2024-02-02', false, false, 14, 0), (2023, 1, '2024-02-02', true, false, 14, 1);
INSERT INTO published.area
SELECT h.year, 1, h.level, h.area, h.area_name, left(h.area, 2), ST_Transform(a.geom, 4326) FROM heatmap.area h LEFT JOIN geo.area a ON a.code = h.area AND h.level = 'delbydel';
INSERT INTO published.figure
SELECT year, version, level, area, theme, incidents, denominator, rate, rate_per, rate_low, rate_high, false FROM heatmap.figure;
UPDATE published.figure SET count = NULL, rate = NULL, rate_low = NULL, rate_high = NULL, suppressed = true WHERE year = 2023 AND area = '0101' AND theme = 'trygghet';
INSERT INTO published.coverage VALUES (2022, 1, 'politi', 100, 12), (2023, 1, 'politi', 100, 12), (2023, 1, 'renovasjon', 100, 12);
