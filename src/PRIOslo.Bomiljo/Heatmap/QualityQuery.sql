-- Placed incidents of one calendar year (Europe/Oslo) per delbydel, theme and source, by how their position is known.
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme, source, incidents, of these by a point, of these by a street.
SELECT n.delbydel, c.theme, n.source, sum(n.incidents)::int,
       coalesce(sum(n.incidents) FILTER (WHERE n.position IN ('point', 'address')), 0)::int,
       coalesce(sum(n.incidents) FILTER (WHERE n.position = 'street'), 0)::int
FROM incident.counted n
JOIN incident.category c USING (category)
WHERE n.year = @year AND n.outcome = 'placed' AND n.vintage_id = (SELECT geo.vintage_for('delbydel', @year))
  AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = n.source AND d.year = n.year AND NOT d.enters)
GROUP BY n.delbydel, c.theme, n.source
ORDER BY 1, 2, 3;
