-- Dwellings of other buildings within 100 m that are seen from the site.
SELECT n, coalesce(sum(dwellings) FILTER (WHERE seen), 0) AS value
FROM brute.site LEFT JOIN brute.sight USING (n)
GROUP BY n
HAVING NOT coalesce(bool_or(building IS NOT NULL AND seen IS NULL), false);
