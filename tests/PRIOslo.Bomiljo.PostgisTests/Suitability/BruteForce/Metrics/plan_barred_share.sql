-- Share of the site whose plan bars homes, where any plan area reaches it; a point is 1 inside and on a boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN bool_or(kind = 'other')::int
               ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom) FILTER (WHERE kind = 'other'))) / ST_Area(s.geom), 0) END AS value
FROM brute.site s CROSS JOIN brute.feature f
WHERE layer = 'plan' AND ST_Intersects(s.geom, f.geom)
GROUP BY n, s.geom;
