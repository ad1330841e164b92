-- Share of the site that is cultivated land, where what covers at least 99 % of it is known; a point is 1 inside and on a boundary.
SELECT n, share AS value
FROM (SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN 1
                     ELSE ST_Area(ST_Intersection(s.geom, ST_Union(f.geom))) / ST_Area(s.geom) END AS known,
             CASE WHEN ST_Dimension(s.geom) = 0 THEN bool_or(kind = 'cultivated')::int
                  ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom) FILTER (WHERE kind = 'cultivated'))) / ST_Area(s.geom), 0) END AS share
      FROM brute.site s JOIN brute.feature f ON layer = 'land-use' AND kind <> '' AND ST_Intersects(s.geom, f.geom)
      GROUP BY n, s.geom) AS covered
WHERE known >= 0.99;
