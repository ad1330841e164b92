-- Every incident with its place in the delbydel vintage of its own year. Incidents with no placement yet (no boundaries
-- imported) are left out here and counted as unplaced elsewhere.
CREATE OR REPLACE VIEW incident.placed WITH (security_invoker = true) AS
WITH vintage AS MATERIALIZED ( -- once per year, not once per incident
    SELECT year::smallint AS occurred_year, geo.vintage_for('delbydel', year::int) AS vintage_id
    FROM generate_series(1950, 2200) AS year
)
SELECT i.delivery_id, i.line, i.source, i.category, c.theme, i.occurred_at, i.occurred_year, i.incidents, i.point,
       p.outcome, p.method, p.delbydel, p.vintage_id
FROM incident.incident i
JOIN incident.category c USING (category)
JOIN vintage v USING (occurred_year)
JOIN incident.placement p USING (vintage_id, delivery_id, line);
