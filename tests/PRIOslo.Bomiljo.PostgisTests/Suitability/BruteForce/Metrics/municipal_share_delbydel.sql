-- Municipal dwellings among the dwellings of the delbydel, in the latest year that tells both; at most 1.
SELECT n, least(1, municipal_dwellings / dwellings::float8) AS value
FROM brute.place JOIN geo.population p ON p.code = delbydel
WHERE dwellings > 0 AND municipal_dwellings IS NOT NULL
  AND NOT EXISTS (SELECT FROM geo.population later
                  WHERE later.code = p.code AND later.year > p.year AND later.dwellings > 0 AND later.municipal_dwellings IS NOT NULL);
