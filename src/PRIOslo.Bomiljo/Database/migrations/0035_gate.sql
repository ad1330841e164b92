-- Which source-years enter a measurement: an analyst's decisions, breaks in a series, and what the gate found.
CREATE TABLE heatmap.coverage_decision (
    source      text NOT NULL,
    year        smallint NOT NULL,
    enters      boolean NOT NULL,                    -- true: counted despite the gate; false: left out of the year
    reason      text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),  -- the analyst's own words; published
    decided_at  timestamptz NOT NULL,
    decided_by  text NOT NULL,
    PRIMARY KEY (source, year)
);

-- From this year on the series is not comparable with the years before: no change or trend is tested across it.
CREATE TABLE heatmap.series_break (
    kind      text NOT NULL CHECK (kind IN ('source', 'theme')),
    name      text NOT NULL,                         -- the source's or the theme's code
    year      smallint NOT NULL,
    reason    text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
    noted_at  timestamptz NOT NULL,
    noted_by  text NOT NULL,
    PRIMARY KEY (kind, name, year)
);

-- The gate's verdict per source of a measured year.
CREATE TABLE heatmap.gate (
    year      smallint NOT NULL,
    version   int NOT NULL,
    source    text NOT NULL,
    outcome   text NOT NULL CHECK (outcome IN ('entered', 'warned', 'overridden', 'left-out')),
    reason    text,                                  -- the analyst's, where the outcome is a decision
    findings  jsonb NOT NULL,                        -- array of {kind, refuses, text}
    PRIMARY KEY (year, version, source),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- The whole city's counts, so that next year's gate can compare when the raw incidents are gone.
CREATE TABLE heatmap.source_month (
    year       smallint NOT NULL,
    version    int NOT NULL,
    source     text NOT NULL,
    category   text NOT NULL,
    month      smallint NOT NULL CHECK (month BETWEEN 0 AND 12),  -- 0 for incidents known by year only
    incidents  bigint NOT NULL,
    PRIMARY KEY (year, version, source, category, month),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- Where a source-year went in, or was left out, by decision: the reason is shown with the figures.
CREATE TABLE published.override (
    year     smallint NOT NULL,
    version  int NOT NULL,
    source   text NOT NULL,
    enters   boolean NOT NULL,
    reason   text NOT NULL,
    PRIMARY KEY (year, version, source),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);
