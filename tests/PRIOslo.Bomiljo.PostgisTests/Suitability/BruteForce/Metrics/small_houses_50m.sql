-- Homes of facilities for group 3 within 50 m that are not the site's own, and those that are planned (one where none are stated).
SELECT n, coalesce(min(units), 1) + coalesce(sum(homes) FILTER (WHERE metres <= 50 AND '3' = ANY (string_to_array(kind, ','))), 0) AS value
FROM brute.site LEFT JOIN (SELECT * FROM brute.other_home WHERE layer = 'facility') AS facility USING (n)
GROUP BY n;
