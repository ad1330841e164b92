-- Where a rule recognises one event in the reports of two services, the total leaves the second out; its theme counts it all the
-- same. Only what is not zero is kept, in the delbydel and theme of the report that is left out.
CREATE TABLE heatmap.told_twice (
    year       smallint NOT NULL,
    version    int NOT NULL,
    area       text NOT NULL,                        -- a delbydel
    theme      text NOT NULL,
    incidents  int NOT NULL CHECK (incidents > 0),
    PRIMARY KEY (year, version, area, theme),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- What each rule found.
CREATE TABLE heatmap.same_event (
    year     smallint NOT NULL,
    version  int NOT NULL,
    rule     text NOT NULL,
    first    int NOT NULL,                           -- reports that could be paired, on either side
    second   int NOT NULL,
    pairs    int NOT NULL CHECK (pairs >= 0),
    PRIMARY KEY (year, version, rule),
    FOREIGN KEY (year, version) REFERENCES heatmap.measurement ON DELETE CASCADE
);

-- Readers are told that the total is less than the sum of the themes.
ALTER TABLE published.release ADD COLUMN same_events boolean NOT NULL DEFAULT false;
