-- What each source delivered for the years of a series, month by month: from raw incidents, or from the latest measurement where a retention
-- rule has deleted them.
-- Parameters: @first_year, @year (the last, which is measured), both included. Columns: source; year; month (0 where only the year is known);
-- incidents; rows; rows placed in the boundaries of the year; whether a theme is protected. Rows that are deleted are kept by year and stand with its first month. Nothing is null.
WITH years AS MATERIALIZED (
    SELECT y.year, geo.vintage_for('delbydel', y.year) AS vintage_id
    FROM generate_series(@first_year::int, @year::int) AS y (year)
), kept AS (
    SELECT r.source, r.year, (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = r.year) AS version
    FROM ledger.retention r WHERE r.year BETWEEN @first_year AND @year
)
SELECT n.source, n.year::int, CASE WHEN n.month_known THEN n.month::int ELSE 0 END, sum(n.incidents)::bigint, sum(n.rows)::bigint,
       coalesce(sum(n.rows) FILTER (WHERE n.outcome = 'placed' AND n.vintage_id = y.vintage_id), 0)::bigint, bool_or(t.protected)
FROM years y
JOIN incident.counted n ON n.year = y.year
JOIN incident.category g USING (category)
JOIN incident.theme t USING (theme)
WHERE NOT EXISTS (SELECT FROM kept k WHERE k.source = n.source AND k.year = n.year)
GROUP BY 1, 2, 3
UNION ALL
SELECT m.source, m.year::int, m.month::int, sum(m.incidents)::bigint, coalesce(max(c.placed + c.unplaced + c.outside), 0)::bigint, coalesce(max(c.placed), 0)::bigint, bool_or(t.protected)
FROM kept k
JOIN heatmap.source_month m USING (source, year, version)
JOIN incident.category g USING (category)
JOIN incident.theme t USING (theme)
LEFT JOIN heatmap.coverage c ON (c.source, c.year, c.version) = (m.source, m.year, m.version)
      AND NOT EXISTS (SELECT FROM heatmap.source_month e WHERE (e.source, e.year, e.version) = (m.source, m.year, m.version) AND e.month < m.month)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
