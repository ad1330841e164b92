-- What an import said of a delivery, and the source's name at the time; null for what came in before.
ALTER TABLE ledger.delivery
    ADD COLUMN name_nb  text,     -- the source's name as its mapping gives it
    ADD COLUMN name_en  text,
    ADD COLUMN warnings jsonb,    -- [{"kind", "message", …}], as the import printed them
    ADD COLUMN ignored  jsonb;    -- reason → rows
