-- Placed incidents of one calendar year per delbydel, theme and part of the time (Europe/Oslo): hours of those whose minute is
-- known, weekdays of those whose day is known, months of those whose month is known.
-- Source-years that an analyst leaves out are not counted. Parameter: @year. Columns: delbydel, theme, kind, slot (hour 0–23, weekday 1–7 from Monday, month 1–12), incidents.
WITH event AS MATERIALIZED ( -- so that the local time is found once per incident
    SELECT i.place_delbydel AS delbydel, c.theme, i.precision, i.incidents, i.occurred_at AT TIME ZONE 'Europe/Oslo' AS local
    FROM incident.incident i
    JOIN incident.category c USING (category)
    WHERE i.occurred_year = @year AND i.place_vintage = (SELECT geo.vintage_for('delbydel', @year)) AND i.place_outcome = 1 -- placed
      AND i.precision <> 'year'
      AND i.source <> ALL (ARRAY(SELECT d.source FROM heatmap.coverage_decision d WHERE d.year = @year AND NOT d.enters))
), part AS (
    SELECT delbydel, theme, incidents, date_part('month', local)::int AS month,
           CASE WHEN precision IN ('minute', 'day') THEN date_part('isodow', local)::int END AS weekday,
           CASE WHEN precision = 'minute' THEN date_part('hour', local)::int END AS hour
    FROM event
)
SELECT delbydel, theme,
       CASE WHEN GROUPING(hour) = 0 THEN 'hour' WHEN GROUPING(weekday) = 0 THEN 'weekday' ELSE 'month' END,
       coalesce(hour, weekday, month), sum(incidents)::int
FROM part
GROUP BY GROUPING SETS ((delbydel, theme, hour), (delbydel, theme, weekday), (delbydel, theme, month))
HAVING coalesce(hour, weekday, month) IS NOT NULL
ORDER BY 1, 2, 3, 4;
