-- Incidents of one calendar year (Europe/Oslo) that can be compared with another service's: single events, known to the minute,
-- placed in a delbydel.
-- Parameters: @year; @sources and @categories, of one side of a rule. Nothing is null.
-- Columns: delivery, line, key, time, delbydel, theme; east and north (EPSG:25832), null where only the area is known.
SELECT i.delivery_id, i.line, i.source_key, i.occurred_at, p.delbydel, c.theme, ST_X(i.point), ST_Y(i.point)
FROM incident.incident i
JOIN incident.category c USING (category)
JOIN incident.placement p ON p.vintage_id = geo.vintage_for('delbydel', @year::int)
                         AND p.delivery_id = i.delivery_id AND p.line = i.line
WHERE i.occurred_year = @year::int AND i.precision = 'minute' AND i.incidents = 1 AND p.outcome = 'placed'
  AND i.source = ANY (@sources::text[]) AND i.category = ANY (@categories::text[]);
