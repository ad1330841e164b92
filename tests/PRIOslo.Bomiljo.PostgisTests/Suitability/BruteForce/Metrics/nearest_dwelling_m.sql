-- To the nearest building that holds homes.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE home
GROUP BY n;
