-- A small city for the browser tests: four bydeler of six hexagonal delbydeler each around Oslo's middle, Sentrum without
-- residents or polygon, two themes and their sum, three years. Every number follows from the codes; nothing is random.
CREATE TEMP TABLE cell AS
SELECT row_number() OVER (ORDER BY i, j) - 1 AS no, geom
FROM (SELECT i, j, ST_Transform(geom, 25832) AS geom
      FROM ST_HexagonGrid(900, ST_MakeEnvelope(595000, 6640000, 601000, 6648500, 25832))
      ORDER BY i, j LIMIT 24) AS hexagon;

CREATE TEMP TABLE place AS
SELECT lpad((no / 6 + 1)::text, 2, '0') AS bydel,
       lpad((no / 6 + 1)::text, 2, '0') || lpad((no % 6 + 1)::text, 2, '0') AS area,
       (ARRAY['Ekeby', 'Bjørkelia', 'Åsenga', 'Sørli', 'Østmo', 'Furuheim'])[no % 6 + 1]
           || ' ' || (ARRAY['nord', 'øst', 'sør', 'vest'])[no / 6 + 1] AS name,
       no, geom
FROM cell;

INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, approximate, features)
SELECT layer, 2024, layer || '.geojson', repeat('0', 64), '2024-11-01 12:00+01', layer IN ('delbydel', 'bydel'), 1
FROM unnest(ARRAY['delbydel', 'bydel', 'municipality', 'building', 'address', 'school', 'kindergarten', 'business', 'marka', 'plan']) AS layer;

INSERT INTO geo.area
SELECT vintage_id, area, name, bydel, ST_Multi(geom) FROM place, geo.vintage WHERE layer = 'delbydel';
INSERT INTO geo.area
SELECT vintage_id, bydel, 'Bydel ' || bydel, bydel, ST_Multi(ST_Union(geom)) FROM place, geo.vintage WHERE layer = 'bydel'
GROUP BY vintage_id, bydel;
INSERT INTO geo.area
SELECT vintage_id, '0301', 'Oslo', '', ST_Multi(ST_Union(geom)) FROM place, geo.vintage WHERE layer = 'municipality'
GROUP BY vintage_id;

-- The forest begins north of the city, and a plan for homes reaches over all of it.
INSERT INTO geo.area
SELECT vintage_id, '1701', 'Marka', '17', ST_Multi(ST_Translate(box, 0, ST_YMax(box) - ST_YMin(box)))
FROM geo.vintage, (SELECT ST_SetSRID(ST_Extent(geom)::geometry, 25832) AS box FROM place) AS city WHERE layer = 'marka';
INSERT INTO geo.feature (vintage_id, feature_no, kind, geom)
SELECT vintage_id, 1, 'homes', box FROM geo.vintage, (SELECT ST_SetSRID(ST_Extent(geom)::geometry, 25832) AS box FROM place) AS city WHERE layer = 'plan';

-- In each delbydel but the last ones of a bydel: homes 40 m apart in a small cluster at its middle.
INSERT INTO geo.building
SELECT vintage_id, row_number() OVER (), 'residential', '111', 1 + (no % 3)::int,
       ST_Expand(ST_Translate(ST_Centroid(geom), 40 * (k % 4), 40 * (k / 4)), 6)
FROM place, geo.vintage, generate_series(0, 11) AS k
WHERE layer = 'building' AND no % 6 < 5;
INSERT INTO geo.address
SELECT vintage_id, no + 1, 'Prøveveien', (no + 1)::int, '', '0199', 'OSLO', ST_Centroid(geom)
FROM place, geo.vintage WHERE layer = 'address';
INSERT INTO geo.feature
SELECT vintage_id, no + 1, '', layer, '', ST_Translate(ST_Centroid(geom), 300, 120)
FROM place, geo.vintage WHERE layer IN ('school', 'kindergarten', 'business') AND no % 6 = 1;

INSERT INTO published.theme VALUES
    ('total', 'Alle temaer', 'All themes', true, 1),
    ('brann', 'Brann', 'Fire', true, 4),
    ('forsopling', 'Forsøpling', 'Littering', false, 5);
INSERT INTO published.release
SELECT year, 1, '2025-01-15 12:00+01', year = 2024, true, 234, 0 FROM generate_series(2022, 2024) AS year;
INSERT INTO published.area
SELECT year, 1, 'delbydel', area, name, bydel, ST_Transform(ST_Multi(geom), 4326) FROM place, published.release;
INSERT INTO published.area
SELECT year, 1, 'delbydel', '1601', 'Sentrum', '16', NULL FROM published.release;
INSERT INTO published.area
SELECT year, 1, 'bydel', bydel, 'Bydel ' || bydel, bydel, ST_Transform(ST_Multi(ST_Union(geom)), 4326)
FROM place, published.release GROUP BY year, bydel;
INSERT INTO published.area SELECT year, 1, 'by', '0301', 'Oslo', '', NULL FROM published.release;
INSERT INTO published.seal SELECT year, version, '0.1.0', NULL FROM published.release;

CREATE TEMP TABLE truth AS
SELECT year, area, bydel, 'brann' AS theme, 2000 + 150 * no AS residents, (no * 3 + year - 2022) % 29 AS incidents
FROM place, published.release
UNION ALL
SELECT year, area, bydel, 'forsopling', 2000 + 150 * no, 40 + (no * 17 + (year - 2022) * 11) % 160 FROM place, published.release
UNION ALL
SELECT year, '1601', '16', theme, NULL, 25 FROM published.release, unnest(ARRAY['brann', 'forsopling']) AS theme;
INSERT INTO truth SELECT year, area, bydel, 'total', residents, sum(incidents) FROM truth GROUP BY year, area, bydel, residents;

-- Byar's approximation is close enough for pages; the true intervals are the measurement's.
INSERT INTO published.figure
SELECT year, 1, level, area, theme,
       CASE WHEN NOT hidden THEN n END, residents,
       CASE WHEN NOT hidden THEN n * 1000.0 / residents END, 1000,
       CASE WHEN NOT hidden THEN greatest(0, n - 1.96 * sqrt(n)) * 1000.0 / residents END,
       CASE WHEN NOT hidden THEN (n + 1 + 1.96 * sqrt(n + 1)) * 1000.0 / residents END,
       hidden
FROM (
    SELECT year, level, named.area, theme, sum(residents) AS residents, sum(incidents)::int AS n,
           theme <> 'forsopling' AND sum(incidents) BETWEEN 1 AND 4 AS hidden
    FROM truth, LATERAL (VALUES ('delbydel', area), ('bydel', bydel), ('by', '0301')) AS unit (level, area_code)
    CROSS JOIN LATERAL (SELECT area_code AS area) AS named
    WHERE NOT (level = 'bydel' AND bydel = '16')
    GROUP BY year, level, named.area, theme
) AS cells (year, level, area, theme, residents, n, hidden);

INSERT INTO published.coverage
SELECT year, 1, source, percent, 12 FROM published.release, (VALUES ('brann', 97), ('renovasjon', 94)) AS share (source, percent);

-- What entered, or did not, by decision in 2023.
INSERT INTO published.override VALUES
    (2023, 1, 'brann', true, 'Adressene kom uten koordinater i mai & juni; resten er som før.', '{brann}'),
    (2023, 1, 'rusken', false, 'Filen gjaldt 2022.', '{forsopling}');
INSERT INTO published.source VALUES ('rusken', 'Rusken i Oslo', 'Tidy Oslo');

-- Bands of one theme: squares of 250 m in bydel 01, and none of the sum.
INSERT INTO published.surface SELECT year, 1, 'brann', 400, 6 FROM published.release;
INSERT INTO published.surface_band
SELECT year, 1, 'brann', band, count(*), ST_Multi(ST_Transform(ST_Union(ST_MakeEnvelope(595000 + 250 * c, 6640000 + 250 * r, 595250 + 250 * c, 6640250 + 250 * r, 25832)), 4326))
FROM published.release, generate_series(0, 15) AS c, generate_series(0, 11) AS r, LATERAL (SELECT CASE WHEN (c - 8) ^ 2 + (r - 6) ^ 2 < 5 THEN 3 WHEN (c - 8) ^ 2 + (r - 6) ^ 2 < 17 THEN 2 ELSE 1 END AS band) AS banded
GROUP BY year, band;

-- One delbydel's population of 2023 lies between two known years; what 2024 says of the change rests on it.
UPDATE published.figure
SET interpolated = year = 2023, change = 1.1, change_class = 'no-change', change_interpolated = true
WHERE area = '0104' AND theme = 'brann' AND year IN (2023, 2024);
