-- The most incidents at one point or address (to the metre) per delbydel and theme, and over all themes, in one calendar year (Europe/Oslo).
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme or «total», incidents at the largest point, incidents that have a point.
WITH spot AS (
    SELECT i.place_delbydel AS delbydel, c.theme, GROUPING(c.theme) AS all_themes, sum(i.incidents)::int AS incidents
    FROM incident.incident i
    JOIN incident.category c USING (category)
    CROSS JOIN LATERAL (SELECT ST_X(i.point)::int AS east, ST_Y(i.point)::int AS north) at
    WHERE i.occurred_year = @year AND i.place_vintage = (SELECT geo.vintage_for('delbydel', @year)) AND i.place_outcome = 1 -- placed
      AND i.point IS NOT NULL AND i.position IN ('point', 'address')
      AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters)
    GROUP BY GROUPING SETS ((i.place_delbydel, c.theme, at.east, at.north), (i.place_delbydel, at.east, at.north))
)
SELECT delbydel, CASE WHEN all_themes = 1 THEN 'total' ELSE theme END, max(incidents), sum(incidents)::int
FROM spot
GROUP BY 1, 2
ORDER BY 1, 2;
