-- Share of the site inside Marka; a point is 1 inside and on the boundary.
SELECT n, CASE WHEN ST_Dimension(s.geom) = 0 THEN ST_Intersects(s.geom, a.geom)::int ELSE ST_Area(ST_Intersection(s.geom, a.geom)) / ST_Area(s.geom) END AS value
FROM brute.site s CROSS JOIN brute.area a
WHERE layer = 'marka';
