-- For how many planned homes the computed verdict of a decision was computed: without them it cannot be computed again.
-- Null where none were said, and in a decision from before this migration.
ALTER TABLE site.decision
    ADD COLUMN planned_units int CHECK (planned_units BETWEEN 1 AND 500);
