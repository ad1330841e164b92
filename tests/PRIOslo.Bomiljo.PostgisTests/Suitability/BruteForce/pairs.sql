-- Whether a shape is part of another, a site or a building: where one of them is a point, if they touch; else with more than half of it.
CREATE FUNCTION brute.lies_in(shape geometry, whole geometry) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN ST_Distance(shape, whole) > 0 THEN false
              WHEN ST_Dimension(shape) = 0 OR ST_Dimension(whole) = 0 THEN true
              ELSE ST_Area(ST_Intersection(shape, whole)) > 0.5 * ST_Area(shape) END
$$;

-- The building at whose entrance a place stands, home or not.
CREATE FUNCTION brute.entrance(place geometry) RETURNS int LANGUAGE sql STABLE AS $$ SELECT coalesce(home, other) FROM brute.reached(place) $$;

-- Every site against every building, and against every home of facilities and municipal flats that is not its own; no index.
CREATE UNLOGGED TABLE brute.pair AS
SELECT n, building, kind, b.home, dwellings, metres,
       CASE WHEN kind = 'outbuilding' THEN false
            WHEN building = entrance THEN true
            WHEN metres > 0 THEN false
            ELSE brute.lies_in(b.geom, s.geom) END AS own
FROM (SELECT site.*, CASE WHEN address THEN brute.entrance(geom) END AS entrance FROM brute.site OFFSET 0) AS s
CROSS JOIN brute.building b
CROSS JOIN LATERAL (SELECT ST_Distance(s.geom, b.geom) / 100 AS metres OFFSET 0) AS distance;
ANALYZE brute.pair;

-- A site's own: what lies in it or in one of its own buildings, and points at the entrance of one.
CREATE UNLOGGED TABLE brute.other_home AS
WITH own AS MATERIALIZED (
  SELECT n, building, geom FROM brute.pair JOIN brute.building USING (building) WHERE own
)
SELECT s.n, f.layer, f.kind, coalesce(f.homes, 1) AS homes, metres
FROM brute.site s
CROSS JOIN (SELECT feature.*, CASE WHEN ST_Dimension(geom) = 0 THEN brute.entrance(geom) END AS entrance
            FROM brute.feature WHERE layer IN ('facility', 'municipal-flat') OFFSET 0) AS f
CROSS JOIN LATERAL (SELECT ST_Distance(s.geom, f.geom) / 100 AS metres OFFSET 0) AS distance
WHERE NOT brute.lies_in(f.geom, s.geom)
  AND NOT EXISTS (SELECT FROM own WHERE own.n = s.n AND (own.building = f.entrance OR brute.lies_in(f.geom, own.geom)));

-- The delbydel of a point inside the site, where each corner of it lies in one: the lowest code that covers the point, else Marka,
-- else the nearest within 10 m.
CREATE FUNCTION brute.delbydel(point geometry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT code FROM brute.area WHERE ST_Distance(geom, point) <= 1000 AND (layer = 'delbydel' OR ST_Intersects(geom, point))
  ORDER BY layer = 'delbydel' AND ST_Intersects(geom, point) DESC, layer = 'marka' DESC, ST_Distance(geom, point), code LIMIT 1
$$;
CREATE UNLOGGED TABLE brute.place AS
SELECT n, brute.delbydel(ST_PointOnSurface(geom)) AS delbydel
FROM brute.site s
WHERE NOT EXISTS (SELECT FROM ST_DumpPoints(s.geom) AS corner WHERE brute.delbydel(corner.geom) IS NULL);
