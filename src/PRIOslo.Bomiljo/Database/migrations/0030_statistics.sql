-- What the statistics say of each true figure, of each theme and of the combined index. Empty (null) means: not defined here, or
-- not tested; never zero. Nothing of it is published.
COMMENT ON COLUMN heatmap.figure.denominator IS 'In the unit of heatmap.theme_result.denominator_unit; null where there is none or none is known';

ALTER TABLE heatmap.figure
    ADD COLUMN interpolated          boolean NOT NULL DEFAULT false,  -- the denominator lies between two known years
    -- Total weighted by severity, with its 95 % interval.
    ADD COLUMN weighted              double precision,
    ADD COLUMN weighted_low          double precision,
    ADD COLUMN weighted_high         double precision,
    -- This year's rate over last year's.
    ADD COLUMN change                double precision,
    ADD COLUMN change_low            double precision,
    ADD COLUMN change_high           double precision,
    ADD COLUMN change_p              double precision,
    ADD COLUMN change_q              double precision,                -- Benjamini–Hochberg within theme, year and level
    ADD COLUMN change_q_by           double precision,                -- Benjamini–Yekutieli, the stricter one
    ADD COLUMN change_class          text CHECK (change_class IN ('up', 'down', 'no-change', 'no-earlier-year', 'series-break', 'boundary-change', 'no-denominator')),
    -- Each year's rate over the year before's.
    ADD COLUMN trend                 double precision,
    ADD COLUMN trend_low             double precision,
    ADD COLUMN trend_high            double precision,
    ADD COLUMN trend_p               double precision,
    ADD COLUMN trend_q               double precision,
    ADD COLUMN trend_class           text CHECK (trend_class IN ('rising', 'falling', 'no-trend', 'too-short')),
    ADD COLUMN trend_years           smallint,                        -- unbroken years behind it
    -- What the number cannot show; shares 0–1.
    ADD COLUMN dominance             double precision,                -- of the largest single point, of those with a point
    ADD COLUMN share_public          double precision,                -- reported by the public, of those whose source tells
    ADD COLUMN share_point           double precision,                -- position known by a point or an address
    ADD COLUMN share_street          double precision,                -- by a street
    ADD COLUMN share_area            double precision;                -- by an area or grid cell alone

-- How an area stands against the others. Apart from the figures, because with one's own figure it tells the whole city's.
CREATE TABLE heatmap.comparison (
    year               smallint NOT NULL,
    version            int NOT NULL,
    level              text NOT NULL CHECK (level IN ('delbydel', 'bydel')),
    area               text NOT NULL,
    theme              text NOT NULL,
    city_percent       double precision,              -- of what the areas that are ranked have together (= 100)
    city_percent_low   double precision,
    city_percent_high  double precision,
    rate_eb            double precision,              -- shrunken rates, for display
    rate_eb_local      double precision,
    gi_z               double precision,
    gi_p               double precision,
    gi_q               double precision,
    gi_class           text CHECK (gi_class IN ('hot', 'cold', 'none')),
    moran              double precision,
    lisa_p             double precision,
    lisa_q             double precision,
    lisa               text CHECK (lisa IN ('high-high', 'low-low', 'high-low', 'low-high', 'none')),
    exceedance         double precision,              -- posterior probability of more than twice the city's rate
    funnel             text CHECK (funnel IN ('inside', 'above-95', 'above-99.8', 'below-95', 'below-99.8')),
    PRIMARY KEY (year, version, level, area, theme),
    FOREIGN KEY (year, version, level, area) REFERENCES heatmap.area ON DELETE CASCADE
);

CREATE TABLE heatmap.theme_result (
    year                  smallint NOT NULL,
    version               int NOT NULL,
    theme                 text NOT NULL,
    denominator_unit      text NOT NULL CHECK (denominator_unit IN ('residents', 'dwellings', 'municipal-dwellings', 'square-kilometres')),
    rate_per              int NOT NULL,
    without_rate          text,                       -- why there is no rate for the city; null where there is one
    dispersion            double precision NOT NULL CHECK (dispersion >= 1),
    dispersion_basis      text NOT NULL CHECK (dispersion_basis IN ('years', 'months', 'assumed')),
    dispersion_unfloored  double precision,
    dispersion_without_farthest double precision,     -- without the area farthest from its level: tells an outlier's part
    dispersion_freedom    int,
    first_year            smallint NOT NULL,          -- of the unbroken series that ends in this year
    areas_tested          int NOT NULL,
    moran                 double precision,           -- global Moran's I of the rates
    moran_p               double precision,           -- two-sided, by simulation
    city_rate             double precision,           -- of the areas tested, per rate_per
    eb_variance           double precision,           -- between areas, of relative risks
    hot_spots             int NOT NULL,
    cold_spots            int NOT NULL,
    changes_up            int NOT NULL,
    changes_down          int NOT NULL,
    placed_percent        double precision,           -- rows placed, over all sources of the theme
    least_months          smallint,                   -- the source of the theme with the fewest months
    index_weight          double precision,           -- null where the theme takes no part in the index
    PRIMARY KEY (year, version, theme),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- The combined index of the ranked delbydeler: 0 is the city, ranks are counted from the highest.
CREATE TABLE heatmap.index_value (
    year                     smallint NOT NULL,
    version                  int NOT NULL,
    area                     text NOT NULL,           -- a delbydel
    value                    double precision NOT NULL,
    value_low                double precision NOT NULL,
    value_high               double precision NOT NULL,
    rank                     int NOT NULL,
    rank_low                 int NOT NULL,
    rank_high                int NOT NULL,
    worst_tenth_probability  double precision NOT NULL,
    among_worst_tenth        boolean NOT NULL,
    rank_weights_low         int NOT NULL,            -- highest place when weights vary
    rank_weights_high        int NOT NULL,            -- lowest place when weights vary
    PRIMARY KEY (year, version, area),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- Incidents by hour, weekday and month of the year, per theme; only those whose time is known finely enough.
CREATE TABLE heatmap.profile (
    year       smallint NOT NULL,
    version    int NOT NULL,
    level      text NOT NULL CHECK (level IN ('bydel', 'by')),
    area       text NOT NULL,
    theme      text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('hour', 'weekday', 'month')),
    slot       smallint NOT NULL,                     -- hour 0–23, weekday 1–7 from Monday, month 1–12; Europe/Oslo
    incidents  int NOT NULL CHECK (incidents >= 0),
    PRIMARY KEY (year, version, level, area, theme, kind, slot),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- What denominator and rate are of; what is out already is of residents.
ALTER TABLE published.figure ADD COLUMN denominator_unit text NOT NULL DEFAULT 'residents';
