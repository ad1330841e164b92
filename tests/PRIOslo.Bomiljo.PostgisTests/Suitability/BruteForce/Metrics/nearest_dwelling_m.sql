-- To the nearest residential building.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE kind = 'residential'
GROUP BY n;
