-- Placed incidents of one calendar year (Europe/Oslo) per delbydel, theme and source, by how their position is known.
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme, source, incidents, of these by a point, of these by a street.
SELECT p.delbydel, c.theme, i.source, sum(i.incidents)::int,
       coalesce(sum(i.incidents) FILTER (WHERE i.position IN ('point', 'address')), 0)::int,
       coalesce(sum(i.incidents) FILTER (WHERE i.position = 'street'), 0)::int
FROM incident.incident i
JOIN incident.category c USING (category)
JOIN incident.placement p ON p.vintage_id = (SELECT geo.vintage_for('delbydel', @year)) AND p.delivery_id = i.delivery_id AND p.line = i.line
WHERE i.occurred_year = @year AND p.outcome = 'placed'
  AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters)
GROUP BY p.delbydel, c.theme, i.source
ORDER BY 1, 2, 3;
