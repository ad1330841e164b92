-- What one incident of a category weighs in a severity-weighted total; the least serious weighs 1. The taxonomy file tells it at
-- the next import.
ALTER TABLE incident.category ADD COLUMN severity double precision NOT NULL DEFAULT 1 CHECK (severity BETWEEN 1 AND 100);
