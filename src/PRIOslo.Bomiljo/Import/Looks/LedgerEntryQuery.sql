-- The ledger of deliveries, newest first; withdrawn_at is null while a delivery is in force, replaced_by unless another has taken
-- its place, be that one withdrawn or replaced since, and read_as
-- is null for one that came in before it was noted. No parameters.
SELECT delivery_id, source, file_name, imported_at, first_day, last_day,
       rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, withdrawn_at,
       (SELECT max(r.delivery_id) FROM ledger.delivery r WHERE r.replaces = d.delivery_id) AS replaced_by, read_as
FROM ledger.delivery d
ORDER BY delivery_id DESC;
