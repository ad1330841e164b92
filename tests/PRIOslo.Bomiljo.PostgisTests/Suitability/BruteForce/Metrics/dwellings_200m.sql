-- Dwellings of the buildings that hold homes within 200 m, the site's own among them.
SELECT n, coalesce(sum(dwellings) FILTER (WHERE home AND metres <= 200), 0) AS value
FROM brute.pair
GROUP BY n;
