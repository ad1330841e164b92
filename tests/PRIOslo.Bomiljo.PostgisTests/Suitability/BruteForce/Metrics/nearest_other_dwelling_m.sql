-- To the nearest residential building that is not the site's own.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE kind = 'residential' AND NOT own
GROUP BY n;
