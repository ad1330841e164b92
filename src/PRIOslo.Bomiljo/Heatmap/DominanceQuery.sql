-- The most incidents at one point or address (to the metre) per delbydel and theme, and over all themes, in one calendar year (Europe/Oslo).
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme or «total», incidents at the largest point, incidents that have a point.
WITH spot AS MATERIALIZED ( -- a place is its east and north in one number, which groups faster than two
    SELECT ST_X(i.point)::int::bigint * 100000000 + ST_Y(i.point)::int AS place, i.place_delbydel AS delbydel, c.theme, sum(i.incidents)::int AS incidents
    FROM incident.incident i
    JOIN incident.category c USING (category)
    WHERE i.occurred_year = @year AND i.place_vintage = (SELECT geo.vintage_for('delbydel', @year)) AND i.place_outcome = 1 -- placed
      AND i.point IS NOT NULL AND i.position IN ('point', 'address')
      AND i.source <> ALL (ARRAY(SELECT d.source FROM heatmap.coverage_decision d WHERE d.year = @year AND NOT d.enters))
    GROUP BY 1, 2, 3
), spot_of_all AS (
    SELECT delbydel, sum(incidents)::int AS incidents FROM spot GROUP BY place, delbydel
)
SELECT delbydel, theme, max(incidents), sum(incidents)::int FROM spot GROUP BY 1, 2
UNION ALL
SELECT delbydel, 'total', max(incidents), sum(incidents)::int FROM spot_of_all GROUP BY 1
ORDER BY 1, 2;
