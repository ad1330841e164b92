-- What is known of each delbydel as a whole: the latest year with both figures.
-- No parameters. Columns: delbydel, municipal dwellings' share of its dwellings (0 to 1).
SELECT DISTINCT ON (code) code, least(1, municipal_dwellings::float8 / dwellings)
FROM geo.population
WHERE length(code) = 4 AND dwellings > 0 AND municipal_dwellings IS NOT NULL
ORDER BY code, year DESC;
