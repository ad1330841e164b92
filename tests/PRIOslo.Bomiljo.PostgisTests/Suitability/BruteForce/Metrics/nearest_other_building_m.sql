-- To the nearest building that is neither an outbuilding nor the site's own.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE kind <> 'outbuilding' AND NOT own
GROUP BY n;
