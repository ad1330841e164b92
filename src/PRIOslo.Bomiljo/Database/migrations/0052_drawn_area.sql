-- Areas of one's own drawing, and what was answered of them. No role reads these tables; only the owner's connection asks.
CREATE TABLE heatmap.drawn_area (
    drawn_id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year              smallint NOT NULL,
    released_version  int NOT NULL,                  -- the decided release that the answers rest on
    geom              geometry(MultiPolygon, 25832) NOT NULL,
    asked_at          timestamptz NOT NULL,
    residents         double precision NOT NULL      -- estimated
);

-- A delbydel is cut once a year, whatever came of it: two cuts, or a refused and an answered one, would give the difference.
CREATE TABLE heatmap.drawn_cut (
    year      smallint NOT NULL,
    delbydel  text NOT NULL,
    drawn_id  int NOT NULL REFERENCES heatmap.drawn_area ON DELETE CASCADE,
    PRIMARY KEY (year, delbydel)
);

CREATE TABLE heatmap.drawn_answer (
    drawn_id   int NOT NULL REFERENCES heatmap.drawn_area ON DELETE CASCADE,
    theme      text NOT NULL,
    incidents  int,                                  -- null where it is not answered
    reason     text NOT NULL,                        -- why not; empty where it is answered
    PRIMARY KEY (drawn_id, theme)
);
