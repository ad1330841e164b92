-- What is known of each delbydel as a whole: dwellings of the latest year with both figures, the index of the latest published year.
-- No parameters. Columns: delbydel, municipal dwellings' share of its dwellings (0 to 1), probability that its index is among the
-- worst tenth (0 to 1, rounded down to tenths), the year of each; null where not known.
SELECT delbydel, municipal_share, w.probability, p.year::int AS municipal_year, w.year::int AS measured_year
FROM (
    SELECT DISTINCT ON (code) code AS delbydel, year, least(1, municipal_dwellings::float8 / dwellings) AS municipal_share
    FROM geo.population
    WHERE length(code) = 4 AND dwellings > 0 AND municipal_dwellings IS NOT NULL
    ORDER BY code, year DESC
) AS p
FULL JOIN site.worst_tenth w USING (delbydel)
ORDER BY delbydel;
