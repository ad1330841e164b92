-- Share of the site that is water or bog, where ground of a known kind reaches it; a point is 1 inside and on a boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN bool_or(kind IN ('water', 'bog'))::int
               ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom) FILTER (WHERE kind IN ('water', 'bog')))) / ST_Area(s.geom), 0) END AS value
FROM brute.site s CROSS JOIN brute.feature f
WHERE layer = 'land-use' AND kind <> '' AND ST_Intersects(s.geom, f.geom)
GROUP BY n, s.geom;
