-- Homes in facilities within 150 m that are not the site's own; one where a facility does not say.
SELECT n, coalesce(sum(homes), 0) AS value
FROM brute.site LEFT JOIN (SELECT * FROM brute.other_home WHERE layer = 'facility' AND metres <= 150) AS near USING (n)
GROUP BY n;
