-- What may be said of shown figures: computed from shown figures alone, so that nothing hidden stands behind it. Null: not said.
ALTER TABLE published.figure
    ADD COLUMN change         double precision,  -- this year's rate over last year's, both shown
    ADD COLUMN change_class   text CHECK (change_class IN ('up', 'down', 'no-change', 'no-earlier-year', 'series-break', 'boundary-change', 'no-denominator')),
    ADD COLUMN trend_class    text CHECK (trend_class IN ('rising', 'falling', 'no-trend', 'too-short')),
    ADD COLUMN rate_class     text CHECK (rate_class IN ('above-city', 'near-city', 'below-city')),
    ADD COLUMN hotspot_class  text CHECK (hotspot_class IN ('hot', 'cold', 'none')),
    ADD COLUMN lisa           text CHECK (lisa IN ('high-high', 'low-low', 'high-low', 'low-high', 'none')),
    ADD CHECK (NOT suppressed OR num_nonnulls(change, change_class, trend_class, rate_class, hotspot_class, lisa) = 0);

-- What the shown intervals and classes of a theme are widened by.
CREATE TABLE published.dispersion (
    year        smallint NOT NULL,
    version     int NOT NULL,
    theme       text NOT NULL,
    dispersion  double precision NOT NULL CHECK (dispersion >= 1),
    PRIMARY KEY (year, version, theme),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);
