-- Rows per source in one calendar year (Europe/Oslo) by outcome of placing, the themes they belong to, and how many of the
-- year's months have any: all twelve where rows are known by year only.
-- Parameter: @year. A row without placement (no boundaries imported yet) counts as unplaced.
SELECT i.source,
       array_agg(DISTINCT c.theme ORDER BY c.theme),
       count(*) FILTER (WHERE p.outcome = 'placed')::int,
       count(*) FILTER (WHERE p.outcome = 'unplaced' OR p.outcome IS NULL)::int,
       count(*) FILTER (WHERE p.outcome = 'outside')::int,
       CASE WHEN bool_or(i.precision = 'year') THEN 12 ELSE count(DISTINCT extract(month FROM i.occurred_at AT TIME ZONE 'Europe/Oslo'))::int END
FROM incident.incident i
JOIN incident.category c USING (category)
LEFT JOIN incident.placement p ON p.vintage_id = geo.vintage_for('delbydel', @year)
                              AND p.delivery_id = i.delivery_id AND p.line = i.line
WHERE i.occurred_year = @year
GROUP BY i.source
ORDER BY i.source;
