-- The dwellings of other buildings within 100 m that are seen from the site among all of them.
SELECT n, coalesce(sum(dwellings) FILTER (WHERE seen), 0) / sum(dwellings)::float8 AS value
FROM brute.sight
GROUP BY n
HAVING NOT bool_or(seen IS NULL);
