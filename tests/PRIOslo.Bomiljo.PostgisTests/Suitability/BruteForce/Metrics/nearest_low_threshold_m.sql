-- To the nearest feature of the layer low-threshold.
SELECT n, min(ST_Distance(s.geom, f.geom)) / 100 AS value
FROM brute.site s CROSS JOIN brute.feature f
WHERE layer = 'low-threshold'
GROUP BY n;
