-- The first incidents of a delivery, with the day (Europe/Oslo), how precise it is, the category and the delbydel of the boundaries
-- of the incident's own year; null where it has none. How the position is known, and how its address was found, null where none was
-- looked up. No point: the look is for judging a delivery, not for finding a home.
-- Parameters: @delivery, its id; @most, how many rows at most.
SELECT i.line, (i.occurred_at AT TIME ZONE 'Europe/Oslo')::date, i.precision, c.name_nb, c.name_en, i.incidents, p.delbydel, i.position, i.geocode_method
FROM incident.incident i
JOIN incident.category c USING (category)
LEFT JOIN incident.placement p ON p.delivery_id = i.delivery_id AND p.line = i.line
                              AND p.vintage_id = geo.vintage_for('delbydel', i.occurred_year)
WHERE i.delivery_id = @delivery
ORDER BY i.line
LIMIT @most;
