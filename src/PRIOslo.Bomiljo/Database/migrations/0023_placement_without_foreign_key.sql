-- Placements come by the million in the transaction that has read their vintage under a lock, and vintages are superseded,
-- never deleted: a check per row would cost more than the rest of the import.
ALTER TABLE incident.placement DROP CONSTRAINT placement_vintage_id_fkey;
