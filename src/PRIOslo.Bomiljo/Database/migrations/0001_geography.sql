-- Areas, site layers, addresses and population. Every import of a layer is a vintage with a year; a newer import of the
-- same layer and year supersedes the older one. All geometry is EPSG:25832 (ETRS89 / UTM 32N), metres.
CREATE SCHEMA geo;

CREATE TABLE geo.vintage (
    vintage_id     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer          text NOT NULL,
    year           smallint NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    file_name      text NOT NULL,
    sha256         text NOT NULL,
    imported_at    timestamptz NOT NULL,
    approximate    boolean NOT NULL DEFAULT false,   -- built from centre points, for demonstration
    features       int NOT NULL,
    repaired       int NOT NULL DEFAULT 0,
    dropped        int NOT NULL DEFAULT 0,
    overlap_pairs  int NOT NULL DEFAULT 0,
    overlap_m2     double precision NOT NULL DEFAULT 0,
    gap_count      int NOT NULL DEFAULT 0,
    gap_m2         double precision NOT NULL DEFAULT 0,
    superseded_at  timestamptz
);
CREATE UNIQUE INDEX vintage_current ON geo.vintage (layer, year) WHERE superseded_at IS NULL;

-- Layers municipality, bydel, delbydel, sentrum, marka.
CREATE TABLE geo.area (
    vintage_id  int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    code        text NOT NULL,
    name        text NOT NULL,
    bydel       text NOT NULL DEFAULT '',            -- two digits; empty where it has no meaning
    geom        geometry(MultiPolygon, 25832) NOT NULL,
    PRIMARY KEY (vintage_id, code)
);
CREATE INDEX area_geom ON geo.area USING gist (geom);

CREATE TABLE geo.building (
    vintage_id  int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    feature_no  int NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('residential', 'business', 'school', 'outbuilding', 'other')),
    type_code   text NOT NULL DEFAULT '',            -- as delivered: Matrikkel code or kind
    dwellings   int NOT NULL CHECK (dwellings >= 0), -- 0 unless residential
    geom        geometry(Geometry, 25832) NOT NULL,  -- footprint where there is one, else point
    PRIMARY KEY (vintage_id, feature_no)
);
CREATE INDEX building_geom ON geo.building USING gist (geom);

CREATE TABLE geo.address (
    vintage_id  int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    feature_no  int NOT NULL,
    street      text NOT NULL,
    number      int NOT NULL,
    letter      text NOT NULL DEFAULT '',
    postcode    text NOT NULL DEFAULT '',
    place       text NOT NULL DEFAULT '',
    geom        geometry(Point, 25832) NOT NULL,
    PRIMARY KEY (vintage_id, feature_no)
);
CREATE INDEX address_lookup ON geo.address (lower(street), number);

-- Every other layer: land-use, school, kindergarten, business, facility, and those that come.
CREATE TABLE geo.feature (
    vintage_id  int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    feature_no  int NOT NULL,
    code        text NOT NULL DEFAULT '',
    name        text NOT NULL DEFAULT '',
    kind        text NOT NULL DEFAULT '',
    geom        geometry(Geometry, 25832) NOT NULL,
    PRIMARY KEY (vintage_id, feature_no)
);
CREATE INDEX feature_geom ON geo.feature USING gist (geom);

CREATE TABLE geo.population (
    code                 text NOT NULL,              -- delbydel (four digits), bydel (two) or 030100, the city
    year                 smallint NOT NULL,
    residents            int NOT NULL CHECK (residents >= 0),
    dwellings            int CHECK (dwellings >= 0),
    municipal_dwellings  int CHECK (municipal_dwellings >= 0),
    basis                text NOT NULL DEFAULT '',   -- 'estimate' where the figure is one
    source               text NOT NULL DEFAULT '',
    PRIMARY KEY (code, year)
);
