-- The measurement with true figures (heatmap) and what may be seen outside (published), both by year and version.
CREATE SCHEMA heatmap;
CREATE SCHEMA published;

CREATE TABLE heatmap.measurement (
    year             smallint NOT NULL,
    version          int NOT NULL CHECK (version >= 1),
    measured_at      timestamptz NOT NULL,
    program_version  text NOT NULL,
    vintage_id       int NOT NULL REFERENCES geo.vintage,
    inputs           jsonb NOT NULL,                 -- deliveries, vintages and population figures, by hash
    PRIMARY KEY (year, version)
);

CREATE TABLE heatmap.area (
    year       smallint NOT NULL,
    version    int NOT NULL,
    level      text NOT NULL CHECK (level IN ('delbydel', 'bydel', 'by')),
    area       text NOT NULL,
    area_name  text NOT NULL,
    parent     text NOT NULL,                        -- the area one level up; empty for the city
    PRIMARY KEY (year, version, level, area),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

CREATE TABLE heatmap.figure (
    year         smallint NOT NULL,
    version      int NOT NULL,
    level        text NOT NULL,
    area         text NOT NULL,
    theme        text NOT NULL,                      -- a theme of incident.theme, or total
    incidents    int NOT NULL CHECK (incidents >= 0),
    denominator  double precision,                   -- residents; null where nobody lives or none is known
    rate_per     int NOT NULL,
    rate         double precision,
    rate_low     double precision,
    rate_high    double precision,
    PRIMARY KEY (year, version, level, area, theme),
    FOREIGN KEY (year, version, level, area) REFERENCES heatmap.area ON DELETE CASCADE
);

-- How much of each source stands behind the year.
CREATE TABLE heatmap.coverage (
    year       smallint NOT NULL,
    version    int NOT NULL,
    source     text NOT NULL,
    themes     text[] NOT NULL,                      -- of which it delivered something
    placed     int NOT NULL,
    unplaced   int NOT NULL,
    outside    int NOT NULL,
    months     int NOT NULL,                         -- months of the year with at least one incident
    PRIMARY KEY (year, version, source),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

CREATE TABLE published.release (
    year          smallint NOT NULL,
    version       int NOT NULL,
    published_at  timestamptz NOT NULL,
    provisional   boolean NOT NULL,                  -- measured, not yet published by an analyst's decision
    approximate   boolean NOT NULL,                  -- areas built from centre points, for demonstration
    cells         int NOT NULL,
    suppressed    int NOT NULL,
    PRIMARY KEY (year, version)
);

CREATE TABLE published.theme (
    theme      text PRIMARY KEY,
    name_nb    text NOT NULL,
    name_en    text NOT NULL,
    protected  boolean NOT NULL,
    sort_order int NOT NULL
);

CREATE TABLE published.area (
    year       smallint NOT NULL,
    version    int NOT NULL,
    level      text NOT NULL,
    area       text NOT NULL,
    area_name  text NOT NULL,
    bydel      text NOT NULL,
    geom       geometry(MultiPolygon, 4326),         -- null for an area without a polygon of its own
    PRIMARY KEY (year, version, level, area),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

CREATE TABLE published.figure (
    year         smallint NOT NULL,
    version      int NOT NULL,
    level        text NOT NULL,
    area         text NOT NULL,
    theme        text NOT NULL,
    count        int,
    denominator  double precision,
    rate         double precision,
    rate_per     int NOT NULL,
    rate_low     double precision,
    rate_high    double precision,
    suppressed   boolean NOT NULL,
    PRIMARY KEY (year, version, level, area, theme),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE,
    CHECK (NOT suppressed OR (count IS NULL AND rate IS NULL AND rate_low IS NULL AND rate_high IS NULL))
);

-- Share of rows placed per source, rounded to whole per cent: how much stands behind the map. A source is left out where this
-- would narrow a hidden count, and the share is null where it would tell a small protected number of rows without a place.
CREATE TABLE published.coverage (
    year            smallint NOT NULL,
    version         int NOT NULL,
    source          text NOT NULL,
    placed_percent  int,
    months          int NOT NULL,
    PRIMARY KEY (year, version, source),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);
