-- What a decision answered: it holds for that alone. Null in decisions from before this, which hold for whatever is found.
ALTER TABLE heatmap.coverage_decision
    ADD COLUMN answered    jsonb,   -- array of the gate's refusing findings, as sentences with their figures
    ADD COLUMN deliveries  int[];   -- of the source with days in the year, rising

-- Decisions and breaks that were taken back: history, which nothing reads but people.
CREATE TABLE heatmap.taken_back (
    taken_back_id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN ('decision', 'source', 'theme')),  -- a decision about a source-year, or a break of a source or a theme
    name            text NOT NULL,
    year            smallint NOT NULL,
    enters          boolean,                     -- of a decision
    reason          text NOT NULL,
    answered        jsonb,
    decided_at      timestamptz NOT NULL,
    decided_by      text NOT NULL,
    why             text NOT NULL CHECK (length(btrim(why)) BETWEEN 1 AND 1000),  -- it was taken back
    taken_back_at   timestamptz NOT NULL,
    taken_back_by   text NOT NULL
);
