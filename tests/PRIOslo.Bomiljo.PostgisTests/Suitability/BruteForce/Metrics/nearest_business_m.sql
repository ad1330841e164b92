-- To the nearest business area or building used for business.
SELECT n, min(metres) AS value
FROM (
  SELECT n, metres FROM brute.pair WHERE kind = 'business'
  UNION ALL
  SELECT n, ST_Distance(s.geom, f.geom) / 100 FROM brute.site s CROSS JOIN brute.feature f WHERE layer = 'business'
) AS business
GROUP BY n;
