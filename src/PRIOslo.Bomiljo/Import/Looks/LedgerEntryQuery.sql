-- The ledger of deliveries, newest first; withdrawn_at is null while a delivery is in force, replaced_by unless another has taken
-- its place, be that one withdrawn or replaced since, and read_as
-- is null for one that came in before it was noted, as are the source's name, the warnings, the ignored rows by reason and the reasons in bokmål. replaces is null
-- unless it took the place of another; deleted_years and deleted_at are the years whose raw rows the retention rule took from it, empty where it took none, and
-- the last time that it did, null where it never did; holds_rows is whether incidents that the person may see are left of the delivery @one, false for
-- all others; null asks of none.
SELECT delivery_id, source, file_name, imported_at, first_day, last_day,
       rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, withdrawn_at,
       (SELECT max(r.delivery_id) FROM ledger.delivery r WHERE r.replaces = d.delivery_id) AS replaced_by, read_as,
       mapping_version, size_bytes, sha256, imported_by, name_nb, name_en, warnings::text, ignored::text, incidents,
       replaces, deleted.years, deleted.ran_at, d.delivery_id IS NOT DISTINCT FROM @one AND EXISTS (SELECT FROM incident.incident i WHERE i.delivery_id = d.delivery_id) AS holds_rows,
       reasons_nb::text
FROM ledger.delivery d
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT r.year::int ORDER BY r.year::int), '{}') AS years, max(r.ran_at) AS ran_at
    FROM ledger.retention r
    WHERE r.source = d.source AND r.year BETWEEN extract(year FROM d.first_day) AND extract(year FROM d.last_day)
      AND r.ran_at >= d.imported_at AND (d.withdrawn_at IS NULL OR r.ran_at < d.withdrawn_at)
) deleted
ORDER BY delivery_id DESC;
