-- What the totals of earlier years left out when they were last measured, for years whose raw incidents a retention rule has deleted.
-- Parameters: @first_year and @last_year, both included. Columns: year, delbydel, theme, incidents; nothing is null.
SELECT t.year::int, t.area, t.theme, t.incidents
FROM heatmap.told_twice t
WHERE t.year BETWEEN @first_year::int AND @last_year::int
  AND EXISTS (SELECT FROM ledger.retention r WHERE r.year = t.year)
  AND t.version = (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = t.year)
ORDER BY t.year, t.area, t.theme;
