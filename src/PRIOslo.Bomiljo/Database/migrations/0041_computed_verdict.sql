-- What the program had computed when a person decided otherwise: kept beside the decision, so that both can be read.
-- Null only in a decision from before this migration.
ALTER TABLE site.decision
    ADD COLUMN computed_verdict  text CHECK (computed_verdict IN ('suitable', 'inspect', 'unsuitable', 'unknown')),
    ADD COLUMN computed_score    float8 CHECK (computed_score BETWEEN 0 AND 100),  -- null where the verdict hangs on something unknown
    ADD CONSTRAINT decision_computed CHECK (computed_verdict IS NOT NULL) NOT VALID;
CREATE INDEX candidate_geom ON site.candidate USING gist (geom);
