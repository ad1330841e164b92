-- To the nearest building that is not an outbuilding.
SELECT n, min(metres) AS value
FROM brute.pair
WHERE kind <> 'outbuilding'
GROUP BY n;
