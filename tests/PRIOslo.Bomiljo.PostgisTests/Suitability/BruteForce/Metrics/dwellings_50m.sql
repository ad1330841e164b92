-- Dwellings of the residential buildings within 50 m, the site's own among them.
SELECT n, coalesce(sum(dwellings) FILTER (WHERE kind = 'residential' AND metres <= 50), 0) AS value
FROM brute.pair
GROUP BY n;
