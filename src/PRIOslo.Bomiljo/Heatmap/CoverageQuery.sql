-- Rows per source in one calendar year (Europe/Oslo) by outcome of placing, the themes they belong to, and how many of the
-- year's months have any: all twelve where rows are known by year only.
-- Parameter: @year. A row that is not placed in the boundaries that apply to the year (none imported yet) counts as unplaced.
WITH counted AS (
    SELECT n.source, c.theme, n.month, n.month_known, n.rows,
           CASE WHEN n.vintage_id = (SELECT geo.vintage_for('delbydel', @year)) THEN n.outcome ELSE 'unplaced' END AS outcome
    FROM incident.counted n
    JOIN incident.category c USING (category)
    WHERE n.year = @year
)
SELECT source,
       array_agg(DISTINCT theme ORDER BY theme),
       coalesce(sum(rows) FILTER (WHERE outcome = 'placed'), 0)::int,
       coalesce(sum(rows) FILTER (WHERE outcome = 'unplaced'), 0)::int,
       coalesce(sum(rows) FILTER (WHERE outcome = 'outside'), 0)::int,
       CASE WHEN bool_and(month_known) THEN count(DISTINCT month)::int ELSE 12 END
FROM counted
GROUP BY source
ORDER BY source;
