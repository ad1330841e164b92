-- Placed incidents of one theme and calendar year (Europe/Oslo) by point, and as one row those whose place is no point.
-- Source-years that an analyst leaves out are not counted.
-- Parameters: @year; @theme, where «total» means all. Columns: east, north (null for those without a point), incidents, whether it is a point.
SELECT ST_X(point), ST_Y(point), sum(incidents)::bigint, point IS NOT NULL
FROM (
    SELECT CASE WHEN i.position IN ('point', 'address') THEN i.point END AS point, i.incidents
    FROM incident.incident i
    JOIN incident.category c USING (category)
    WHERE i.occurred_year = @year AND i.place_vintage = (SELECT geo.vintage_for('delbydel', @year)) AND i.place_outcome = 1 -- placed
      AND (@theme = 'total' OR c.theme = @theme)
      AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters)
) AS placed
GROUP BY point
ORDER BY 1, 2;
