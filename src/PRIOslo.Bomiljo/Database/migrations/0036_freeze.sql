-- Frozen measurements. What stands here never changes again, nor does what it seals: triggers refuse it (views/0007).
CREATE TABLE heatmap.frozen (
    year             smallint NOT NULL,
    version          int NOT NULL,
    frozen_at        timestamptz NOT NULL,
    frozen_by        text NOT NULL,
    reason           text CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),  -- why it corrects an earlier frozen version; null for the first
    program_version  text NOT NULL,                  -- of the measurement
    inputs           jsonb NOT NULL,                 -- what the measurement rests on: deliveries, vintages, parameters, by hash
    tables           jsonb NOT NULL,                 -- per table of the measurement: columns, rows and the rows' SHA-256
    sha256           text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),        -- over all of the above but when and by whom
    PRIMARY KEY (year, version),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement
);
