-- Residential buildings among the buildings within 200 m that are not outbuildings.
SELECT n, count(*) FILTER (WHERE home) / count(*)::float8 AS value
FROM brute.pair
WHERE metres <= 200 AND kind <> 'outbuilding'
GROUP BY n;
