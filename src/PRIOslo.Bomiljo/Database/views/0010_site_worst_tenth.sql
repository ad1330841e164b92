-- How surely each delbydel is among the worst tenth, for the site check: rounded down to tenths, of the latest year that is
-- published, and nothing else of the true figures. Read with the owner's rights, because planners may not read the figures.
CREATE OR REPLACE VIEW site.worst_tenth WITH (security_barrier = true) AS
SELECT i.area AS delbydel, i.year, floor(i.worst_tenth_probability * 10) / 10 AS probability
FROM heatmap.index_value i
JOIN published.current c USING (year, version)
WHERE i.year = (SELECT max(year) FROM published.current)
  AND (access.has_role('planner', 'analyst')
       OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'heatmap.index_value'::regclass), 'USAGE'));
