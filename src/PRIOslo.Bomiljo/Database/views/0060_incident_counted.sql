-- Deliveries with incidents and without counts of their own: their incidents were placed anew, or a retention rule took some.
CREATE OR REPLACE VIEW incident.untallied WITH (security_invoker = true) AS
SELECT d.delivery_id
FROM ledger.delivery d
WHERE NOT EXISTS (SELECT FROM incident.tally t WHERE t.delivery_id = d.delivery_id)
  AND EXISTS (SELECT FROM incident.incident i WHERE i.delivery_id = d.delivery_id);

-- All incidents as counts: rows and incidents by delivery, category, month (Europe/Oslo), place and kind of position. A combination may
-- have several rows. The first condition of the second half is asked once, so that incidents are read only where some are not counted.
CREATE OR REPLACE VIEW incident.counted WITH (security_invoker = true) AS
SELECT t.delivery_id, t.source, t.category, t.year, t.month, t.month_known, t.vintage_id,
       (ARRAY['unplaced', 'placed', 'outside'])[t.outcome + 1] AS outcome, t.delbydel, t.position, t.rows, t.incidents
FROM incident.tally t
UNION ALL
SELECT i.delivery_id, i.source, i.category, i.occurred_year, date_part('month', i.occurred_at AT TIME ZONE 'Europe/Oslo')::smallint,
       i.precision <> 'year', i.place_vintage,
       (ARRAY['unplaced', 'placed', 'outside'])[i.place_outcome + 1], i.place_delbydel, i.position, 1, i.incidents::bigint
FROM incident.incident i
WHERE EXISTS (SELECT FROM incident.untallied)
  AND i.delivery_id = ANY (ARRAY(SELECT delivery_id FROM incident.untallied));
