-- Placed incidents per delbydel and theme in one calendar year (Europe/Oslo), in the boundary vintage of that year.
-- Parameters: @year; @left_out, sources that are not counted. Unplaced incidents and those outside are counted in CoverageQuery.
SELECT p.delbydel, c.theme, sum(i.incidents)::int AS incidents
FROM incident.incident i
JOIN incident.category c USING (category)
JOIN incident.placement p ON p.vintage_id = geo.vintage_for('delbydel', @year)
                         AND p.delivery_id = i.delivery_id AND p.line = i.line
WHERE i.occurred_year = @year AND p.outcome = 'placed' AND i.source <> ALL (@left_out)
GROUP BY p.delbydel, c.theme
ORDER BY p.delbydel, c.theme;
