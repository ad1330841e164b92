-- Counts the deliveries that have incidents and no counts. No parameters; gives no rows.
INSERT INTO incident.tally (delivery_id, source, category, year, month, month_known, vintage_id, outcome, delbydel, position, rows, incidents)
SELECT n.delivery_id, n.source, n.category, n.year, n.month, n.month_known, n.vintage_id,
       array_position(ARRAY['unplaced', 'placed', 'outside'], n.outcome) - 1, n.delbydel, n.position, sum(n.rows), sum(n.incidents)
FROM incident.counted n
WHERE n.delivery_id IN (SELECT delivery_id FROM incident.untallied)
GROUP BY n.delivery_id, n.source, n.category, n.year, n.month, n.month_known, n.vintage_id, n.outcome, n.delbydel, n.position;
