-- What was done, by whom. Each entry is chained to the one before by its hash; audit.append writes, the owner alone reads.
CREATE SCHEMA audit;

CREATE TABLE audit.entry (
    seq       bigint PRIMARY KEY CHECK (seq >= 1),    -- 1, 2, 3, … without a gap
    at        timestamptz NOT NULL,
    actor     text NOT NULL,                          -- the claim's sub, or the operating system's user for the owner
    role      text NOT NULL,                          -- owner, importer, analyst, planner or viewer
    action    text NOT NULL CHECK (action ~ '^[a-z][a-z-]*(\.[a-z-]+)*$' AND length(action) <= 60),
    subject   text NOT NULL CHECK (length(subject) <= 300),
    detail    jsonb NOT NULL CHECK (jsonb_typeof(detail) = 'object' AND length(detail::text) <= 8000),
    previous  bytea NOT NULL CHECK (length(previous) = 32),
    hash      bytea NOT NULL CHECK (length(hash) = 32)
);

-- Where the chain ends: without it, entries cut off at the end would leave no gap.
CREATE TABLE audit.head (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq       bigint NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32)
);
INSERT INTO audit.head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));
