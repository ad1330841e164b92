-- The most incidents at one point or address (to the metre) per delbydel and theme, and over all themes, in one calendar year (Europe/Oslo).
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme or «total», incidents at the largest point, incidents that have a point.
WITH spot AS (
    SELECT p.delbydel, c.theme, GROUPING(c.theme) AS all_themes, sum(i.incidents)::int AS incidents
    FROM incident.incident i
    JOIN incident.category c USING (category)
    JOIN incident.placement p ON p.vintage_id = (SELECT geo.vintage_for('delbydel', @year)) AND p.delivery_id = i.delivery_id AND p.line = i.line
    CROSS JOIN LATERAL (SELECT round(ST_X(i.point))::int AS east, round(ST_Y(i.point))::int AS north) at
    WHERE i.occurred_year = @year AND p.outcome = 'placed' AND i.point IS NOT NULL AND i.position IN ('point', 'address')
      AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters)
    GROUP BY GROUPING SETS ((p.delbydel, c.theme, at.east, at.north), (p.delbydel, at.east, at.north))
)
SELECT delbydel, CASE WHEN all_themes = 1 THEN 'total' ELSE theme END, max(incidents), sum(incidents)::int
FROM spot
GROUP BY 1, 2
ORDER BY 1, 2;
