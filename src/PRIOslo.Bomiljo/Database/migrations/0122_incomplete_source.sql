-- Source-years of a version's series that lack months or places by the gate's measure, the measured year among them: no change or trend is
-- tested from or to them. Versions from before this have none.
CREATE TABLE heatmap.incomplete_source (
    year         smallint NOT NULL,
    version      int NOT NULL,
    source       text NOT NULL,
    source_year  smallint NOT NULL CHECK (source_year <= year),
    outcome      text NOT NULL CHECK (outcome IN ('overridden', 'refused')),  -- refused: of an earlier year that nobody has decided about
    findings     jsonb NOT NULL,                                              -- array of {kind, refuses, text}
    PRIMARY KEY (year, version, source, source_year),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);
