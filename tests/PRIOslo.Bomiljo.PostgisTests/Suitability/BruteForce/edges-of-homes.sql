-- How often the town holds what is easily taken for the site's own, or not taken for a home.
-- Columns: what, how many sites.
SELECT 'an address at the entrance of its home' AS what, count(DISTINCT n) AS sites
FROM brute.pair JOIN brute.site USING (n) WHERE address AND own AND home AND metres > 0
UNION ALL
SELECT 'an address at the entrance of a building for something else, a home within reach', count(DISTINCT n)
FROM brute.pair JOIN brute.site s USING (n)
WHERE address AND own AND NOT home AND metres > 0
  AND EXISTS (SELECT FROM brute.building b WHERE b.home AND ST_Distance(b.geom, s.geom) <= 2500)
UNION ALL
SELECT layer || ' at the entrance of its own building', count(DISTINCT n)
FROM brute.pair JOIN brute.site s USING (n) CROSS JOIN brute.feature f
WHERE own AND layer IN ('facility', 'municipal-flat') AND ST_Dimension(f.geom) = 0 AND brute.entrance(f.geom) = building
  AND ST_Distance(f.geom, s.geom) > 0 AND ST_Distance(f.geom, (SELECT geom FROM brute.building b WHERE b.building = pair.building)) > 0
GROUP BY layer
UNION ALL
SELECT 'a neighbour of ' || layer || ' that touches the plot', count(DISTINCT n)
FROM brute.other_home JOIN brute.site USING (n) WHERE metres = 0 AND ST_Dimension(geom) = 2 GROUP BY layer
UNION ALL
SELECT 'flats in a building for something else as its nearest home', count(DISTINCT n)
FROM (SELECT DISTINCT ON (n) n, kind FROM brute.pair WHERE home AND NOT own ORDER BY n, metres) AS nearest WHERE kind <> 'residential'
UNION ALL
SELECT 'a plan that is known for a part of it', count(*)
FROM (SELECT n FROM brute.site s JOIN brute.feature f ON layer = 'plan' AND kind <> '' AND ST_Intersects(s.geom, f.geom)
      WHERE ST_Dimension(s.geom) = 2 GROUP BY n, s.geom
      HAVING ST_Area(ST_Intersection(s.geom, ST_Union(f.geom))) BETWEEN 0.01 * ST_Area(s.geom) AND 0.98 * ST_Area(s.geom)) AS part;
