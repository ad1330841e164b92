-- Dwellings of the residential buildings within 100 m, the site's own among them.
SELECT n, coalesce(sum(dwellings) FILTER (WHERE kind = 'residential' AND metres <= 100), 0) AS value
FROM brute.pair
GROUP BY n;
