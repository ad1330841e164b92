-- Where in the city incidents lie close, as wide bands on cells of 250 m: what is told of it to readers.
CREATE TABLE published.surface (
    year              smallint NOT NULL,
    version           int NOT NULL,
    theme             text NOT NULL,
    reach_metres      double precision NOT NULL,     -- how far from a cell's middle incidents count
    left_out_percent  int,                           -- of the shown delbydeler's incidents: those without a point, rounded; null where they are few
    PRIMARY KEY (year, version, theme),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

CREATE TABLE published.surface_band (
    year     smallint NOT NULL,
    version  int NOT NULL,
    theme    text NOT NULL,
    band     smallint NOT NULL CHECK (band BETWEEN 1 AND 3),  -- 1 as the city, lower, or too few to say; 2 up to twice the city; 3 more
    cells    int NOT NULL CHECK (cells > 0),
    geom     geometry(MultiPolygon, 4326) NOT NULL,  -- the band's cells together
    PRIMARY KEY (year, version, theme, band),
    FOREIGN KEY (year, version, theme) REFERENCES published.surface ON DELETE CASCADE
);
