-- Every incident's place in the delbydel vintage of its own year, in words. Incidents with no placement yet (no boundaries
-- imported) are left out here and counted as unplaced elsewhere.
-- WITH keeps the view from being written through: a row deleted here would be an incident.
CREATE OR REPLACE VIEW incident.placement WITH (security_invoker = true) AS
WITH placement AS (
    SELECT place_vintage AS vintage_id, delivery_id, line,
           (ARRAY['unplaced', 'placed', 'outside'])[place_outcome + 1] AS outcome,
           (ARRAY['none', 'polygon', 'sliver', 'sentrum', 'marka', 'area-code', 'area-share'])[place_method + 1] AS method,
           place_delbydel AS delbydel
    FROM incident.incident
    WHERE place_vintage IS NOT NULL
)
SELECT vintage_id, delivery_id, line, outcome, method, delbydel FROM placement;

-- Every incident with its place.
CREATE OR REPLACE VIEW incident.placed WITH (security_invoker = true) AS
SELECT i.delivery_id, i.line, i.source, i.category, c.theme, i.occurred_at, i.occurred_year, i.incidents, i.point,
       (ARRAY['unplaced', 'placed', 'outside'])[i.place_outcome + 1] AS outcome,
       (ARRAY['none', 'polygon', 'sliver', 'sentrum', 'marka', 'area-code', 'area-share'])[i.place_method + 1] AS method,
       i.place_delbydel AS delbydel, i.place_vintage AS vintage_id
FROM incident.incident i
JOIN incident.category c USING (category)
WHERE i.place_vintage IS NOT NULL;
