-- Municipal flats within 200 m among the dwellings within 200 m, the site's own left out of both; at most 1.
SELECT n, least(1, coalesce(flats, 0) / dwellings::float8) AS value
FROM (SELECT n, sum(dwellings) AS dwellings FROM brute.pair WHERE metres <= 200 AND home AND NOT own GROUP BY n) AS home
LEFT JOIN (SELECT n, sum(homes) AS flats FROM brute.other_home WHERE metres <= 200 AND layer = 'municipal-flat' GROUP BY n) AS flat USING (n)
WHERE dwellings > 0;
