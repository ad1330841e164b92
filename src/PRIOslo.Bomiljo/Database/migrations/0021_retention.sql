-- What the retention rules have deleted: the only trace of raw incidents whose term is over.
CREATE TABLE ledger.retention (
    retention_id  int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source        text NOT NULL,
    year          smallint NOT NULL,
    months        int NOT NULL,                      -- the source's term after publishing by decision
    ran_at        timestamptz NOT NULL,
    ran_by        text NOT NULL,
    rows          bigint NOT NULL,
    incidents     bigint NOT NULL
);
