-- Share of the site of which it is not known what covers it; a point is 0 inside mapped ground and on its boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN (count(f.geom) = 0)::int
               ELSE 1 - coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom))) / ST_Area(s.geom), 0) END AS value
FROM brute.site s LEFT JOIN brute.feature f ON layer = 'land-use' AND kind <> '' AND ST_Intersects(s.geom, f.geom)
GROUP BY n, s.geom;
