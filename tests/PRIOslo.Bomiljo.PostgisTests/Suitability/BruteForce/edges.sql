-- How often the town holds what a naive measurement gets wrong.
-- Columns: what, how many sites.
WITH border AS MATERIALIZED (
  SELECT n, layer, feature
  FROM brute.site s JOIN brute.feature f ON ST_Dimension(f.geom) = 2 AND ST_Touches(s.geom, f.geom)
  WHERE ST_Dimension(s.geom) = 0
), hull AS MATERIALIZED (
  SELECT geom, ST_ConvexHull(geom) AS filled FROM brute.feature WHERE form IN (4, 6) AND ST_Dimension(geom) = 2
)
SELECT 'a dwelling exactly at ' || radius || ' m', count(DISTINCT n)
FROM brute.pair JOIN (VALUES (25), (50), (100), (200)) AS measured (radius) ON metres = radius
WHERE kind = 'residential' AND dwellings > 0
GROUP BY radius
UNION ALL
SELECT 'a home of ' || layer || ' exactly at ' || radius || ' m', count(DISTINCT n)
FROM brute.other_home JOIN (VALUES ('facility', 50), ('facility', 150), ('municipal-flat', 200)) AS measured (layer, radius) USING (layer)
WHERE metres = radius AND homes > 0
GROUP BY layer, radius
UNION ALL
SELECT 'a building that is exactly half its own', count(DISTINCT n)
FROM brute.pair JOIN brute.site s USING (n) JOIN brute.building b USING (building)
WHERE metres = 0 AND ST_Dimension(b.geom) = 2 AND ST_Area(ST_Intersection(s.geom, b.geom)) = 0.5 * ST_Area(b.geom)
UNION ALL
SELECT 'a plot that shares a wall with a building', count(DISTINCT n)
FROM brute.pair JOIN brute.site s USING (n) JOIN brute.building b USING (building)
WHERE metres = 0 AND ST_Dimension(s.geom) = 2 AND ST_Touches(s.geom, b.geom)
UNION ALL
SELECT 'a point on the border of a zone', count(DISTINCT n)
FROM border
UNION ALL
SELECT 'a point on the border of two zones of a layer', count(DISTINCT n)
FROM border f JOIN border g USING (n, layer)
WHERE g.feature > f.feature
UNION ALL
SELECT 'a site in a hole of a zone', count(DISTINCT n)
FROM brute.site s JOIN hull ON NOT ST_Intersects(s.geom, hull.geom) AND ST_Within(s.geom, filled)
UNION ALL
SELECT 'a site on the border of two delbydeler', count(DISTINCT n)
FROM brute.site s JOIN brute.area a ON ST_Intersects(s.geom, a.geom) JOIN brute.area b ON b.code > a.code AND ST_Intersects(s.geom, b.geom)
WHERE a.layer = 'delbydel' AND b.layer = 'delbydel'
UNION ALL
SELECT 'a dwelling that is hidden', count(DISTINCT n)
FROM brute.sight WHERE NOT seen
UNION ALL
SELECT 'a dwelling of which the ground does not tell', count(DISTINCT n)
FROM brute.sight WHERE seen IS NULL
UNION ALL
SELECT 'a way through it', count(DISTINCT n)
FROM brute.site_access WHERE away = 0 AND last > first
UNION ALL
SELECT 'a stop on the same piece of way, before the next crossing', count(DISTINCT n)
FROM brute.site_access s JOIN brute.stop_access t USING (piece)
WHERE t.first > s.last OR s.first > t.last
UNION ALL
SELECT 'only ways within reach that lead to no stop', count(*)
FROM (SELECT n FROM brute.site_access JOIN brute.piece USING (piece) JOIN brute.node ON node = start_node GROUP BY n HAVING min(away_from_stop) = 'Infinity') AS lost;
