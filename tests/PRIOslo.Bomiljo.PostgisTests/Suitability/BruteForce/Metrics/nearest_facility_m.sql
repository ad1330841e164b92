-- To the nearest facility that is not the site's own.
SELECT n, min(metres) AS value
FROM brute.other_home
WHERE layer = 'facility'
GROUP BY n;
