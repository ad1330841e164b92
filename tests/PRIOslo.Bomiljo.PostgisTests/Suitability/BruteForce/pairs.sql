-- Every site against every building, and against every home of facilities and municipal flats that is not its own; no index.
CREATE UNLOGGED TABLE brute.pair AS
SELECT n, building, kind, dwellings, metres,
       CASE WHEN metres > 0 OR kind = 'outbuilding' THEN false
            WHEN ST_Dimension(s.geom) = 0 OR ST_Dimension(b.geom) = 0 THEN true
            ELSE ST_Area(ST_Intersection(s.geom, b.geom)) > 0.5 * ST_Area(b.geom) END AS own
FROM brute.site s
CROSS JOIN brute.building b
CROSS JOIN LATERAL (SELECT ST_Distance(s.geom, b.geom) / 100 AS metres OFFSET 0) AS distance;
ANALYZE brute.pair;

-- A site's own: what touches it, or one of its own buildings.
CREATE UNLOGGED TABLE brute.other_home AS
WITH own AS MATERIALIZED (
  SELECT n, geom FROM brute.pair JOIN brute.building USING (building) WHERE own
)
SELECT s.n, f.layer, f.kind, coalesce(f.homes, 1) AS homes, metres
FROM brute.site s
CROSS JOIN brute.feature f
CROSS JOIN LATERAL (SELECT ST_Distance(s.geom, f.geom) / 100 AS metres OFFSET 0) AS distance
WHERE f.layer IN ('facility', 'municipal-flat')
  AND metres > 0
  AND NOT EXISTS (SELECT FROM own WHERE own.n = s.n AND ST_Distance(own.geom, f.geom) = 0);

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
