-- What each source delivered for a calendar year (Europe/Oslo), category by category and month by month, and for the year before, or, of a
-- source without a row in both, for the latest of the years looked back on that it has rows in: from raw incidents, or from the latest measurement
-- where a retention rule has deleted them.
-- Parameters: @year; @first_year of those looked back on. Columns: source; year; category; month (0 where only the year is known);
-- incidents; rows and rows placed (0 for an earlier year); whether the theme is protected. Nothing is null. A source that has rows in an
-- earlier year only is there too: it may have been forgotten.
WITH raw AS (
    SELECT n.source, n.year::int AS year, n.category, CASE WHEN n.month_known THEN n.month::int ELSE 0 END AS month,
           sum(n.incidents)::bigint AS incidents,
           coalesce(sum(n.rows) FILTER (WHERE n.year = @year), 0)::bigint AS rows,
           coalesce(sum(n.rows) FILTER (WHERE n.year = @year AND n.outcome = 'placed'
                                          AND n.vintage_id = (SELECT geo.vintage_for('delbydel', @year))), 0)::bigint AS placed
    FROM incident.counted n
    WHERE n.year BETWEEN @first_year AND @year
    GROUP BY 1, 2, 3, 4
), kept AS (
    SELECT m.source, m.year::int, m.category, m.month::int, m.incidents, 0::bigint, 0::bigint
    FROM heatmap.source_month m
    WHERE m.year BETWEEN @first_year AND @year - 1
      AND m.version = (SELECT max(version) FROM heatmap.measurement latest WHERE latest.year = m.year)
      AND EXISTS (SELECT FROM ledger.retention r WHERE r.source = m.source AND r.year = m.year)
), counts AS (
    SELECT * FROM raw r
    WHERE r.year = @year OR NOT EXISTS (SELECT FROM ledger.retention gone WHERE gone.source = r.source AND gone.year = r.year)
    UNION ALL SELECT * FROM kept
), source AS (
    SELECT c.source, CASE WHEN bool_or(c.year = @year) THEN @year - 1 ELSE max(c.year) END AS earlier FROM counts c GROUP BY 1
)
SELECT c.source, c.year, c.category, c.month, c.incidents, c.rows, c.placed, t.protected
FROM counts c
JOIN source s USING (source)
JOIN incident.category g USING (category)
JOIN incident.theme t USING (theme)
WHERE c.year IN (@year, s.earlier)
ORDER BY c.source, c.year, c.category, c.month;
