-- What each source delivered for a calendar year (Europe/Oslo), category by category and month by month, and for the year before:
-- from raw incidents, or from the latest measurement where a retention rule has deleted them.
-- Parameters: @year. Columns: source; this year (false: the year before); category; month (0 where only the year is known);
-- incidents; rows and rows placed (0 for the year before); whether the theme is protected. Nothing is null. A source that has rows in the
-- year before only is there too: it may have been forgotten.
WITH raw AS (
    SELECT n.source, n.year = @year AS this_year, n.category, CASE WHEN n.month_known THEN n.month::int ELSE 0 END AS month,
           sum(n.incidents)::bigint AS incidents,
           coalesce(sum(n.rows) FILTER (WHERE n.year = @year), 0)::bigint AS rows,
           coalesce(sum(n.rows) FILTER (WHERE n.year = @year AND n.outcome = 'placed'
                                          AND n.vintage_id = (SELECT geo.vintage_for('delbydel', @year))), 0)::bigint AS placed
    FROM incident.counted n
    WHERE n.year IN (@year, @year - 1)
    GROUP BY 1, 2, 3, 4
), kept AS (
    SELECT m.source, false, m.category, m.month::int, m.incidents, 0::bigint, 0::bigint
    FROM heatmap.source_month m
    WHERE m.year = @year - 1
      AND m.version = (SELECT max(version) FROM heatmap.measurement WHERE year = @year - 1)
      AND EXISTS (SELECT FROM ledger.retention r WHERE r.source = m.source AND r.year = m.year)
), counts AS (
    SELECT * FROM raw r
    WHERE r.this_year OR NOT EXISTS (SELECT FROM ledger.retention gone WHERE gone.source = r.source AND gone.year = @year - 1)
    UNION ALL SELECT * FROM kept
)
SELECT c.source, c.this_year, c.category, c.month, c.incidents, c.rows, c.placed, t.protected
FROM counts c
JOIN incident.category g USING (category)
JOIN incident.theme t USING (theme)
ORDER BY c.source, c.this_year, c.category, c.month;
