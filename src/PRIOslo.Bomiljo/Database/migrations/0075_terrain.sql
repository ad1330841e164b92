-- A height model of the ground (layer terrain): a grid of heights in EPSG:25832, for lines of sight.
CREATE TABLE geo.terrain (
    vintage_id   int PRIMARY KEY REFERENCES geo.vintage ON DELETE CASCADE,
    west         double precision NOT NULL,          -- of the grid's western edge, metres
    north        double precision NOT NULL,          -- of the grid's northern edge, metres
    cell_metres  double precision NOT NULL CHECK (cell_metres > 0),
    columns      int NOT NULL CHECK (columns > 0),
    rows         int NOT NULL CHECK (rows > 0)
);

-- Its rows from north to south, 64 to a strip: the steps from each height to the next in whole decimetres, 16 bits each, zlib.
CREATE TABLE geo.terrain_strip (
    vintage_id  int NOT NULL REFERENCES geo.terrain ON DELETE CASCADE,
    strip_no    int NOT NULL,
    heights     bytea NOT NULL,
    PRIMARY KEY (vintage_id, strip_no)
);
