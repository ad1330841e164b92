-- What the yearly report tells beside the figures: measures taken, series breaks, and what the release rests on.
CREATE TABLE published.event (
    year       smallint NOT NULL,
    version    int NOT NULL,
    event_id   int NOT NULL,
    kind       text NOT NULL CHECK (kind <> 'facility'),  -- where a home for the target groups lies never goes out
    area       text,                                 -- a delbydel or a bydel; null for the whole city
    first_day  date NOT NULL,
    last_day   date,                                 -- null while it lasts
    text       text NOT NULL,
    PRIMARY KEY (year, version, event_id),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

-- From this year on the series of a source or a theme is not comparable with the years before. Its reason stays in the house.
CREATE TABLE published.series_break (
    year        smallint NOT NULL,
    version     int NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('source', 'theme')),
    name        text NOT NULL,
    break_year  smallint NOT NULL,
    PRIMARY KEY (year, version, kind, name, break_year),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

-- The seal's hash also covers the deliveries' own, which nobody outside knows: no guess of a hidden figure can be tried against it.
CREATE TABLE published.seal (
    year             smallint NOT NULL,
    version          int NOT NULL,
    program_version  text NOT NULL,                  -- that measured
    frozen_sha256    text,                           -- null where the measurement was not frozen when it went out
    PRIMARY KEY (year, version),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

-- What is out already.
INSERT INTO published.seal (year, version, program_version, frozen_sha256)
SELECT year, version, m.program_version, f.sha256
FROM published.release JOIN heatmap.measurement m USING (year, version) LEFT JOIN heatmap.frozen f USING (year, version);

INSERT INTO published.series_break (year, version, kind, name, break_year)
SELECT r.year, r.version, b.kind, b.name, b.year FROM published.release r JOIN heatmap.series_break b ON b.year <= r.year;

-- An event that is marked as removed, because it should not have been told, is taken back from every release.
CREATE FUNCTION heatmap.take_event_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM published.event WHERE event_id = NEW.event_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER event_taken_back AFTER UPDATE OF removed_at ON heatmap.event
FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION heatmap.take_event_back();
