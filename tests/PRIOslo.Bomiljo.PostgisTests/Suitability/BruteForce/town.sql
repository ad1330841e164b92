-- A made-up town in a square of 2.5 km, drawn from hashes, so that it is the same on every run, and stored as the program reads it.
-- Schema brute keeps it in whole centimetres from the square's corner: whole numbers of that size are exact in doubles, so that
-- ST_Distance decides at a radius itself.
CREATE SCHEMA brute;

-- A whole number from the lowest to the highest, both included, told by what is drawn, its number and the number of the draw.
CREATE FUNCTION brute.whole(what text, n int, draw int, lowest int, highest int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT lowest + (('x' || left(md5(what || ':' || n || ':' || draw), 8))::bit(32)::bigint % (highest - lowest + 1))::int
$$;

-- 0 a point on a lattice of 5 m, 1 a point, 2 a rectangle, 3 a triangle, 4 a ring around a hole, 5 two rectangles 1 m apart,
-- 6 a ring with an island in its hole, 7 a tile of 100 m, which shares its borders with its neighbours. No two parts of a shape are
-- equally wide, so that there is one point inside it (the middle of the widest) that tells its delbydel.
CREATE FUNCTION brute.shape(what text, n int, form int, smallest int, largest int) RETURNS geometry LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE form
    WHEN 0 THEN ST_MakePoint(x / 500 * 500, y / 500 * 500)
    WHEN 1 THEN ST_MakePoint(x, y)
    WHEN 2 THEN box
    WHEN 3 THEN ST_MakePolygon(ST_MakeLine(ARRAY[ST_MakePoint(x, y), ST_MakePoint(x + w, y + h / 4), ST_MakePoint(x + w / 10, y + h), ST_MakePoint(x, y)]))
    WHEN 4 THEN ST_Difference(box, hole)
    WHEN 5 THEN ST_Collect(box, ST_MakeEnvelope(x + w + 100, y, x + w + w / 2 + 100, y + h))
    WHEN 6 THEN ST_Collect(ST_Difference(box, hole), ST_MakeEnvelope(x + 3 * (w / 8), y + 3 * (h / 8), x + w - 3 * (w / 8), y + h - 3 * (h / 8)))
    ELSE ST_MakeEnvelope(x / 10000 * 10000, y / 10000 * 10000, x / 10000 * 10000 + 10000, y / 10000 * 10000 + 10000)
  END
  FROM (SELECT brute.whole(what, n, 1, 0, 250000) AS x, brute.whole(what, n, 2, 0, 250000) AS y,
               brute.whole(what, n, 3, smallest, largest) AS w, brute.whole(what, n, 4, smallest, largest) AS h) AS drawn
  CROSS JOIN LATERAL (SELECT ST_MakeEnvelope(x, y, x + w, y + h) AS box, ST_MakeEnvelope(x + w / 4, y + h / 4, x + w - w / 3, y + h - h / 3) AS hole) AS made
$$;

-- A whole place near the third of the way between two others, or near two thirds of it.
CREATE FUNCTION brute.between(a geometry, b geometry, n int, thirds int) RETURNS geometry LANGUAGE sql IMMUTABLE AS $$
  SELECT ST_MakePoint(round((ST_X(a) * (3 - thirds) + ST_X(b) * thirds) / 3) + brute.whole('bend', n, thirds, -2000, 2000),
                      round((ST_Y(a) * (3 - thirds) + ST_Y(b) * thirds) / 3) + brute.whole('bend', n, thirds + 2, -2000, 2000))
$$;

-- The same shape where the program reads it: EPSG:25832, metres.
CREATE FUNCTION brute.placed(geom geometry) RETURNS geometry LANGUAGE sql IMMUTABLE AS $$
  SELECT ST_SetSRID(ST_Translate(ST_Scale(geom, 0.01, 0.01), 597000, 6642000), 25832)
$$;

CREATE TABLE brute.building AS
SELECT n AS building, form, kind, kind = 'residential' AS home, stated, stated AS dwellings,
       brute.shape('building', n, form, 400, 6400) AS geom
FROM generate_series(1, 1300) AS n
CROSS JOIN LATERAL (SELECT n % 7 AS form,
  (ARRAY['residential', 'residential', 'residential', 'business', 'school', 'outbuilding', 'other'])[brute.whole('kind', n, 1, 1, 7)] AS kind) AS drawn
CROSS JOIN LATERAL (SELECT CASE WHEN kind = 'residential' THEN brute.whole('dwellings', n, 1, 0, 30) ELSE 0 END AS stated) AS told;

-- Half of the homes and two of three places of dwelling units stand at the corner of a building, or 1 m west of it, as at an entrance.
CREATE TABLE brute.feature AS
SELECT layer, n AS feature, drawn.form, kinds[brute.whole(layer, n, 5, 1, cardinality(kinds))] AS kind,
       CASE WHEN layer = 'dwelling-unit' THEN brute.whole(layer, n, 6, 1, 9)
            WHEN layer IN ('facility', 'municipal-flat') AND n % 5 > 0 THEN brute.whole(layer, n, 6, 0, 12) END AS homes,
       CASE WHEN layer IN ('municipal-flat', 'dwelling-unit') AND n % 6 IN (1, 3) OR layer = 'facility' AND n % 6 = 1 THEN ST_MakePoint(ST_XMin(b.geom) - 100, ST_YMin(b.geom))
            WHEN layer IN ('facility', 'municipal-flat', 'dwelling-unit') AND n % 3 = 0 THEN ST_MakePoint(ST_XMin(b.geom), ST_YMin(b.geom))
            ELSE brute.shape(layer, n, drawn.form, smallest, largest) END AS geom
FROM (VALUES
  ('school', 30, 0, 7, 400, 6400, '{""}'::text[]),
  ('kindergarten', 60, 0, 7, 400, 6400, '{""}'),
  ('business', 25, 0, 7, 400, 12000, '{""}'),
  ('low-threshold', 12, 0, 7, 400, 6400, '{""}'),
  ('transit', 80, 0, 7, 400, 2000, '{""}'),
  ('facility', 90, 0, 7, 400, 3000, '{1,2,3,4,5,6,7,"3,5",som-5-7,som-1-5,""}'),
  ('municipal-flat', 300, 0, 7, 400, 3000, '{""}'),
  ('dwelling-unit', 900, 0, 2, 400, 400, '{numbered,numbered,""}'),
  ('plan', 240, 2, 6, 2000, 20000, '{homes,other,""}'),
  ('ownership', 240, 2, 6, 4000, 40000, '{municipal,other,""}'),
  ('noise', 240, 2, 6, 2000, 20000, '{red,yellow,""}'),
  ('flood', 150, 2, 6, 2000, 20000, '{""}'),
  ('quick-clay', 150, 2, 6, 2000, 20000, '{""}'),
  ('contamination', 150, 2, 6, 2000, 20000, '{""}'),
  ('heritage', 150, 0, 8, 2000, 20000, '{""}'),
  ('steep', 150, 2, 6, 2000, 20000, '{""}'),
  ('land-use', 300, 2, 6, 2000, 20000, '{cultivated,water,bog,other,""}')) AS drawing (layer, count, first_form, forms, smallest, largest, kinds)
CROSS JOIN LATERAL generate_series(1, count) AS n
CROSS JOIN LATERAL (SELECT first_form + n % forms AS form) AS drawn
JOIN brute.building b ON b.building = n;

-- Ways between crossings that stand about 160 m apart, some of them missing, every third bent twice; ten that cross others without
-- a vertex in common; twenty by themselves, that lead nowhere.
CREATE TABLE brute.way AS
WITH crossing AS (
  SELECT n, n % 16 AS east, n / 16 AS north,
         ST_MakePoint(n % 16 * 16000 + brute.whole('crossing', n, 1, 0, 6000), n / 16 * 16000 + brute.whole('crossing', n, 2, 0, 6000)) AS geom
  FROM generate_series(0, 255) AS n
), drawn AS (
  SELECT CASE WHEN (a.n + b.n) % 3 > 0 THEN ST_MakeLine(a.geom, b.geom)
              ELSE ST_MakeLine(ARRAY[a.geom, brute.between(a.geom, b.geom, a.n, 1), brute.between(a.geom, b.geom, b.n, 2), b.geom]) END AS geom
  FROM crossing a JOIN crossing b ON (b.east = a.east + 1 AND b.north = a.north) OR (b.east = a.east AND b.north = a.north + 1)
  WHERE brute.whole('way', 1000 * a.n + b.n, 1, 1, 10) > 4
  UNION ALL
  SELECT ST_MakeLine(a.geom, b.geom) FROM crossing a JOIN crossing b ON b.east = a.east + 2 AND b.north = a.north + 3 WHERE a.n % 17 = 5
  UNION ALL
  SELECT ST_MakeLine(ST_MakePoint(brute.whole('alone', n, 1, 0, 250000), brute.whole('alone', n, 2, 0, 250000)),
                     ST_MakePoint(brute.whole('alone', n, 3, 0, 250000), brute.whole('alone', n, 2, 0, 250000) + 5000))
  FROM generate_series(1, 20) AS n WHERE n % 4 = 0
)
SELECT row_number() OVER (ORDER BY geom::text)::int AS way, geom FROM drawn;

-- In which building the homes of a place are: the nearest within 25 m, of two as near the one that holds homes, else the first. Sheds are none.
-- home: where it holds homes; other: where it does not.
CREATE FUNCTION brute.reached(place geometry, OUT home int, OUT other int) LANGUAGE sql STABLE AS $$
  WITH near AS MATERIALIZED (
    SELECT b.building, b.home, away FROM brute.building b CROSS JOIN LATERAL (SELECT ST_Distance(geom, place) AS away OFFSET 0) AS distance
    WHERE kind <> 'outbuilding' AND away <= 2500
  )
  SELECT CASE WHEN is_home THEN h.building END, CASE WHEN NOT is_home THEN o.building END
  FROM (SELECT) AS one
  LEFT JOIN (SELECT building, away FROM near WHERE near.home ORDER BY away, building LIMIT 1) AS h ON true
  LEFT JOIN (SELECT building, away FROM near WHERE NOT near.home ORDER BY away, building LIMIT 1) AS o ON true
  CROSS JOIN LATERAL (SELECT h.building IS NOT NULL AND (o.building IS NULL OR h.away <= o.away) AS is_home) AS decided
$$;

-- Units tell how many dwellings a building holds; those with numbers also in a building for something else, which holds homes then.
UPDATE brute.building b SET home = true, dwellings = counted
FROM (SELECT coalesce(r.home, CASE WHEN kind = 'numbered' THEN r.other END) AS building, sum(homes) AS counted
      FROM brute.feature CROSS JOIN LATERAL brute.reached(geom) AS r WHERE layer = 'dwelling-unit' GROUP BY 1) AS unit
WHERE unit.building = b.building;

-- Delbydeler with shared borders, one inside another and in two parts, a fjord in the north-east that is none of them; Marka over
-- part of them and of the fjord, with a hole.
CREATE TABLE brute.area AS
SELECT layer, code, ST_Multi(geom) AS geom
FROM (VALUES
  ('delbydel', '0101', ST_MakeEnvelope(-100000, -100000, 125000, 100000)),
  ('delbydel', '0102', ST_MakeEnvelope(125000, -100000, 350000, 100000)),
  ('delbydel', '0203', ST_Difference(ST_MakeEnvelope(-100000, 100000, 125000, 350000), ST_MakeEnvelope(20000, 120000, 90000, 200000))),
  ('delbydel', '0204', ST_Collect(ST_MakeEnvelope(20000, 120000, 90000, 200000), ST_MakeEnvelope(125000, 250000, 350000, 350000))),
  ('delbydel', '0305', ST_Difference(ST_MakeEnvelope(125000, 100000, 350000, 250000), ST_MakeEnvelope(180000, 150000, 230000, 200000))),
  ('marka', '1701', ST_Difference(ST_MakeEnvelope(150000, 170000, 240000, 240000), ST_MakeEnvelope(160000, 180000, 170000, 230000)))) AS drawn (layer, code, geom);

-- Of ten sites: seven of each form; a point exactly at a radius from the corner of something (3, 4, 5); a plot whose wall stands
-- exactly so far from one; and by turns a plot that takes half of a building and a point on the border of a zone.
CREATE TABLE brute.site AS
SELECT n, CASE WHEN n % 3 > 0 THEN 1 + n % 12 END AS units, n % 3 = 0 AND (n % 10 IN (0, 1, 7) OR n % 20 = 19) AS address,
       CASE WHEN n % 10 < 7 THEN brute.shape('site', n, n % 10, 400, 6400)
            WHEN n % 10 = 7 THEN ST_MakePoint(ST_XMax(near.geom) + radius * 3 / 5, ST_YMax(near.geom) + radius * 4 / 5)
            WHEN n % 10 = 8 THEN ST_MakeEnvelope(ST_XMax(near.geom) + radius, ST_YMin(near.geom), ST_XMax(near.geom) + radius + 3000, ST_YMin(near.geom) + 2000)
            WHEN n % 20 = 9 THEN ST_MakeEnvelope(ST_XMin(half.geom) - 1000, ST_YMin(half.geom) - 700, (ST_XMin(half.geom) + ST_XMax(half.geom)) / 2, ST_YMax(half.geom) + 300)
            ELSE ST_MakePoint(floor((ST_XMin(zone.geom) + ST_XMax(zone.geom)) / 2), ST_YMax(zone.geom)) END AS geom
FROM generate_series(1, 2000) AS n
CROSS JOIN LATERAL (SELECT (ARRAY[0, 2500, 5000, 10000, 15000, 20000])[1 + n / 10 % 6] AS radius) AS drawn
JOIN (SELECT row_number() OVER (ORDER BY layer, feature) AS turn, count(*) OVER () AS turns, geom
      FROM (SELECT 'building' AS layer, building AS feature, form, geom FROM brute.building
            UNION ALL SELECT layer, feature, form, geom FROM brute.feature WHERE layer IN ('facility', 'municipal-flat')) AS corner
      WHERE form <> 3) AS near ON near.turn = 1 + n * 7 % near.turns
JOIN (SELECT row_number() OVER (ORDER BY building) AS turn, count(*) OVER () AS turns, geom
      FROM brute.building
      WHERE form = 2 AND (ST_XMin(geom) + ST_XMax(geom))::int % 2 = 0) AS half ON half.turn = 1 + n / 20 % half.turns
JOIN (SELECT row_number() OVER (ORDER BY layer, feature) AS turn, count(*) OVER () AS turns, geom
      FROM brute.feature
      WHERE form IN (2, 7) AND layer IN ('plan', 'ownership', 'noise', 'flood', 'quick-clay', 'contamination', 'heritage', 'steep')) AS zone
  ON zone.turn = 1 + n / 20 * 5 % zone.turns;

ANALYZE brute.building, brute.feature, brute.site;

INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
SELECT layer, 2024, 'made-up', '', '2025-02-03 23:30+00', 1
FROM (SELECT layer FROM brute.area UNION SELECT layer FROM brute.feature UNION VALUES ('building'), ('terrain'), ('walking-way')) AS layers
ORDER BY layer;

INSERT INTO geo.area (vintage_id, code, name, bydel, geom)
SELECT vintage_id, code, code, left(code, 2), brute.placed(geom) FROM brute.area JOIN geo.vintage USING (layer);
INSERT INTO geo.building (vintage_id, feature_no, kind, dwellings, geom)
SELECT vintage_id, building, kind, stated, brute.placed(geom) FROM brute.building JOIN geo.vintage ON layer = 'building';
INSERT INTO geo.feature (vintage_id, feature_no, kind, homes, geom)
SELECT vintage_id, feature, kind, homes, brute.placed(geom) FROM brute.feature JOIN geo.vintage USING (layer);

INSERT INTO geo.feature (vintage_id, feature_no, geom)
SELECT vintage_id, way, brute.placed(geom) FROM brute.way JOIN geo.vintage ON layer = 'walking-way';

-- 0101 has no municipal figure in its latest year, 0102 more municipal dwellings than dwellings, 0204 no dwelling at all.
INSERT INTO geo.population (code, year, residents, dwellings, municipal_dwellings)
VALUES ('0101', 2022, 900, 400, 30), ('0101', 2023, 950, 410, NULL), ('0102', 2023, 10, 5, 6), ('0204', 2023, 3, 0, 0), ('0204', 2021, 20, 8, 1),
       ('0305', 2022, 700, 300, 10), ('0305', 2023, 720, 310, 31), ('1701', 2023, 90, 50, 7), ('03', 2023, 720, 310, 310);

-- 2023 is measured and not published; of 2022 the second version is the one that is shown.
INSERT INTO heatmap.measurement (year, version, measured_at, program_version, vintage_id, inputs)
SELECT measured, no, now(), '', vintage_id, '{}' FROM (VALUES (2021, 1), (2022, 1), (2022, 2), (2023, 1)) AS run (measured, no) JOIN geo.vintage ON layer = 'delbydel';
INSERT INTO heatmap.index_value
SELECT year, version, area, 0, 0, 0, 1, 1, 1, probability, false, 1, 1
FROM (VALUES (2021, 1, '0203', 0.5), (2022, 1, '0101', 0.1), (2022, 2, '0101', 0.7999), (2022, 2, '0102', 0.8), (2022, 2, '0204', 0.03), (2022, 2, '1701', 1),
             (2022, 2, '0305', 0.27), (2023, 1, '0101', 0.9), (2023, 1, '0203', 0.9)) AS measured (year, version, area, probability);
INSERT INTO published.release (year, version, published_at, provisional, approximate, cells, suppressed)
VALUES (2021, 1, now(), false, false, 0, 0), (2022, 1, now(), false, false, 0, 0), (2022, 2, now(), false, false, 0, 0);

-- The height model: its north-western corner; heights in the middle of its cells of 10 m, counted from there, null where it has
-- none; and how high buildings are by kind.
CREATE TABLE brute.model (west float8, north float8);
CREATE TABLE brute.post (post_x int, post_y int, metres float8, PRIMARY KEY (post_x, post_y));
CREATE TABLE brute.height (kind text PRIMARY KEY, metres float8);
