-- Share of the site in a flood zone; a point is 1 inside and on a boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN bool_or(ST_Intersects(s.geom, f.geom))::int
               ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom) FILTER (WHERE ST_Dimension(f.geom) = 2 AND ST_Intersects(s.geom, f.geom)))) / ST_Area(s.geom), 0) END AS value
FROM brute.site s CROSS JOIN brute.feature f
WHERE layer = 'flood'
GROUP BY n, s.geom;
