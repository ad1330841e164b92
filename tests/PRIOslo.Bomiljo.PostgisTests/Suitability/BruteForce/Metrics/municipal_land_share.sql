-- Share of the site that the municipality owns, where the owner of at least 99 % of it is known; a point is 1 inside and on a boundary.
SELECT n, municipal AS value
FROM (SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN 1
                     ELSE ST_Area(ST_Intersection(s.geom, ST_Union(f.geom))) / ST_Area(s.geom) END AS known,
             CASE WHEN ST_Dimension(s.geom) = 0 THEN bool_or(kind = 'municipal')::int
                  ELSE coalesce(ST_Area(ST_Intersection(s.geom, ST_Union(f.geom) FILTER (WHERE kind = 'municipal'))) / ST_Area(s.geom), 0) END AS municipal
      FROM brute.site s JOIN brute.feature f ON layer = 'ownership' AND kind <> '' AND ST_Intersects(s.geom, f.geom)
      GROUP BY n, s.geom) AS owned
WHERE known >= 0.99;
