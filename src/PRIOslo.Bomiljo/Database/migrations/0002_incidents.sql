-- Deliveries and what came in with them. An incident is known by its delivery and its line in the file.
CREATE SCHEMA ledger;
CREATE SCHEMA incident;

CREATE TABLE ledger.delivery (
    delivery_id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source           text NOT NULL,
    file_name        text NOT NULL,
    sha256           text NOT NULL,
    size_bytes       bigint NOT NULL,
    mapping_version  int NOT NULL,
    mapping_sha256   text NOT NULL,
    imported_at      timestamptz NOT NULL,
    imported_by      text NOT NULL,
    first_day        date,
    last_day         date,
    rows_read        int NOT NULL,
    rows_accepted    int NOT NULL,
    rows_rejected    int NOT NULL,
    rows_duplicate   int NOT NULL,
    rows_ignored     int NOT NULL,
    rows_merged      int NOT NULL,
    incidents        bigint NOT NULL,                -- sum of counts over accepted rows
    withdrawn_at     timestamptz,
    CHECK (rows_read = rows_accepted + rows_rejected + rows_duplicate + rows_ignored + rows_merged)
);
CREATE UNIQUE INDEX delivery_file ON ledger.delivery (source, sha256) WHERE withdrawn_at IS NULL;

-- Line, column and code; never a value, save the code of an unmapped category.
CREATE TABLE ledger.rejection (
    delivery_id    int NOT NULL REFERENCES ledger.delivery ON DELETE CASCADE,
    line           int NOT NULL,
    column_name    text NOT NULL,
    problem        text NOT NULL,
    category_code  text,
    PRIMARY KEY (delivery_id, line)
);

CREATE TABLE incident.theme (
    theme      text PRIMARY KEY,
    name_nb    text NOT NULL,
    name_en    text NOT NULL,
    protected  boolean NOT NULL                      -- counts 1 to 4 are suppressed on publishing
);

CREATE TABLE incident.category (
    category  text PRIMARY KEY,
    theme     text NOT NULL REFERENCES incident.theme,
    name_nb   text NOT NULL,
    name_en   text NOT NULL
);

-- No foreign keys here: rows come by COPY in the one transaction that also writes the ledger, by the hundred thousand.
CREATE TABLE incident.incident (
    delivery_id    int NOT NULL,
    line           int NOT NULL,
    source         text NOT NULL,
    source_key     uuid NOT NULL,                    -- hash of the source's own id; the id itself is not kept
    category       text NOT NULL,
    occurred_at    timestamptz NOT NULL,             -- start of the period for precision day, month and year
    precision      text NOT NULL CHECK (precision IN ('minute', 'day', 'month', 'year')),
    occurred_year  smallint NOT NULL,                -- Europe/Oslo
    incidents      int NOT NULL CHECK (incidents > 0),  -- 1 for an event, n for an aggregate
    point          geometry(Point, 25832),
    area_code      text,                             -- the delbydel that the source itself states
    PRIMARY KEY (delivery_id, line)
);
CREATE UNIQUE INDEX incident_source_key ON incident.incident (source, source_key);
CREATE INDEX incident_year ON incident.incident (occurred_year);

-- One row per incident and boundary vintage; only vintages of the incident's own year are kept.
CREATE TABLE incident.placement (
    vintage_id   int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    delivery_id  int NOT NULL,
    line         int NOT NULL,
    outcome      text NOT NULL CHECK (outcome IN ('placed', 'unplaced', 'outside')),
    method       text NOT NULL CHECK (method IN ('polygon', 'sliver', 'sentrum', 'marka', 'area-code', 'none')),
    delbydel     text,
    PRIMARY KEY (vintage_id, delivery_id, line),
    CHECK ((outcome = 'placed') = (delbydel IS NOT NULL))
);
