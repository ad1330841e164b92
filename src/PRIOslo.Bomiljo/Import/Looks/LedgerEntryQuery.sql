-- The ledger of deliveries, newest first; withdrawn_at is null while a delivery is in force, replaced_by unless another has taken
-- its place, be that one withdrawn or replaced since, and read_as
-- is null for one that came in before it was noted, as are the source's name, the warnings and the ignored rows by reason. No parameters.
SELECT delivery_id, source, file_name, imported_at, first_day, last_day,
       rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, withdrawn_at,
       (SELECT max(r.delivery_id) FROM ledger.delivery r WHERE r.replaces = d.delivery_id) AS replaced_by, read_as,
       mapping_version, size_bytes, sha256, imported_by, name_nb, name_en, warnings::text, ignored::text, incidents
FROM ledger.delivery d
ORDER BY delivery_id DESC;
