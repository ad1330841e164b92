-- What readers may have kept of a year: the protected cells of every release, overwritten provisional ones included. No role reads
-- these tables; only publishing does, as the owner.
CREATE TABLE heatmap.kept_release (
    release_no        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year              smallint NOT NULL,
    released_version  int NOT NULL,                  -- by another name: this is no part of a measurement, which may be frozen
    released_at       timestamptz NOT NULL,
    protected_themes  text[] NOT NULL                -- in order; releases under other themes cannot be compared
);
CREATE INDEX kept_release_year ON heatmap.kept_release (year);

CREATE TABLE heatmap.kept_cell (
    release_no       int NOT NULL REFERENCES heatmap.kept_release ON DELETE CASCADE,
    level            text NOT NULL,
    area             text NOT NULL,
    theme            text NOT NULL,                  -- a protected theme, or total
    parent           text NOT NULL,                  -- the area one level up; empty for the city
    protected_count  int NOT NULL CHECK (protected_count >= 0),  -- of total: the sum of the protected themes
    hidden           boolean NOT NULL,
    least_rise       int NOT NULL DEFAULT 0,         -- how far it had to seem able to rise because one address dominates
    PRIMARY KEY (release_no, level, area, theme)
);

-- What is out already.
INSERT INTO heatmap.kept_release (year, released_version, released_at, protected_themes)
SELECT year, version, published_at, ARRAY(SELECT theme FROM incident.theme WHERE protected ORDER BY theme COLLATE "C")
FROM published.release ORDER BY published_at;

INSERT INTO heatmap.kept_cell (release_no, level, area, theme, parent, protected_count, hidden)
SELECT k.release_no, f.level, f.area, f.theme, a.parent, sum(t.incidents), f.suppressed
FROM heatmap.kept_release k
JOIN published.figure f ON (f.year, f.version) = (k.year, k.released_version)
JOIN heatmap.area a ON (a.year, a.version, a.level, a.area) = (f.year, f.version, f.level, f.area)
JOIN heatmap.figure t ON (t.year, t.version, t.level, t.area) = (f.year, f.version, f.level, f.area)
                     AND t.theme = ANY (k.protected_themes) AND f.theme IN (t.theme, 'total')
GROUP BY k.release_no, f.level, f.area, f.theme, a.parent, f.suppressed;
