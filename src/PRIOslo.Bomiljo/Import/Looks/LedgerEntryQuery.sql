-- The ledger of deliveries, newest first; withdrawn_at is null while a delivery is in force. No parameters.
SELECT delivery_id, source, file_name, imported_at, first_day, last_day,
       rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, withdrawn_at
FROM ledger.delivery
ORDER BY delivery_id DESC;
