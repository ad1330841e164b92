-- Placed incidents of a release's year by theme, delbydel and point; those whose place is no point together, with null coordinates.
-- Sources that the release leaves out are not counted.
-- Parameters: @year, @version. Columns: theme, delbydel, east, north, incidents.
SELECT theme, delbydel, ST_X(point), ST_Y(point), sum(incidents)::bigint
FROM (
    SELECT c.theme, i.place_delbydel AS delbydel, i.incidents, CASE WHEN i.position IN ('point', 'address') THEN i.point END AS point
    FROM incident.incident i
    JOIN incident.category c USING (category)
    JOIN heatmap.measurement m ON m.year = @year AND m.version = @version AND m.vintage_id = i.place_vintage
    WHERE i.occurred_year = @year AND i.place_outcome = 1 -- placed
      AND NOT EXISTS (SELECT FROM heatmap.gate g WHERE g.year = @year AND g.version = @version AND g.source = i.source AND g.outcome = 'left-out')
) AS placed
GROUP BY theme, delbydel, point
ORDER BY theme, delbydel, 3, 4;
