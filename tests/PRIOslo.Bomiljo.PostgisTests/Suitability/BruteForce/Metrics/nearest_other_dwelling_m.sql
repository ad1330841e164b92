-- To the nearest building that holds homes that is not the site's own.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE home AND NOT own
GROUP BY n;
