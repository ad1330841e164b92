-- Placed incidents of one calendar year per delbydel, theme and part of the time (Europe/Oslo): hours of those whose minute is
-- known, weekdays of those whose day is known, months of those whose month is known.
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme, kind, slot (hour 0–23, weekday 1–7 from Monday, month 1–12), incidents.
WITH event AS (
    SELECT p.delbydel, c.theme, i.precision, i.incidents, i.occurred_at AT TIME ZONE 'Europe/Oslo' AS local
    FROM incident.incident i
    JOIN incident.category c USING (category)
    JOIN incident.placement p ON p.vintage_id = (SELECT geo.vintage_for('delbydel', @year)) AND p.delivery_id = i.delivery_id AND p.line = i.line
    WHERE i.occurred_year = @year AND p.outcome = 'placed' AND i.precision <> 'year'
      AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters)
), part AS (
    SELECT delbydel, theme, incidents, extract(month FROM local)::int AS month,
           CASE WHEN precision IN ('minute', 'day') THEN extract(isodow FROM local)::int END AS weekday,
           CASE WHEN precision = 'minute' THEN extract(hour FROM local)::int END AS hour
    FROM event
)
SELECT delbydel, theme,
       CASE WHEN GROUPING(hour) = 0 THEN 'hour' WHEN GROUPING(weekday) = 0 THEN 'weekday' ELSE 'month' END,
       coalesce(hour, weekday, month), sum(incidents)::int
FROM part
GROUP BY GROUPING SETS ((delbydel, theme, hour), (delbydel, theme, weekday), (delbydel, theme, month))
HAVING coalesce(hour, weekday, month) IS NOT NULL
ORDER BY 1, 2, 3, 4;
