-- The population figures that a measurement was computed from: geo.population keeps the newest alone, and a frozen year is measured again
-- from its own. Measurements from before this have none.
CREATE TABLE heatmap.bound_population (
    year                 smallint NOT NULL,
    version              int NOT NULL,
    code                 text NOT NULL,              -- as in geo.population
    population_year      smallint NOT NULL,
    residents            int NOT NULL,
    dwellings            int,
    municipal_dwellings  int,
    PRIMARY KEY (year, version, code, population_year),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);
