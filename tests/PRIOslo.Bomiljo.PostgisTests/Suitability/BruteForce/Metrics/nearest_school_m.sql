-- To the nearest feature of the layer school.
SELECT n, min(ST_Distance(s.geom, f.geom)) / 100 AS value
FROM brute.site s CROSS JOIN brute.feature f
WHERE layer = 'school'
GROUP BY n;
