-- Share of the site that surely is water or bog; a point is 1 inside and on a boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN (count(f.geom) > 0)::int
               ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom))) / ST_Area(s.geom), 0) END AS value
FROM brute.site s LEFT JOIN brute.feature f ON layer = 'land-use' AND kind IN ('water', 'bog') AND ST_Intersects(s.geom, f.geom)
GROUP BY n, s.geom;
