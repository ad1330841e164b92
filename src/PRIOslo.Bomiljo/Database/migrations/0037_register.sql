-- What was done where and when, and the analyst's notes: shown beside the series. None is changed; a mistake is marked as removed.
CREATE TABLE heatmap.event (
    event_id    int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('lighting', 'patrol', 'facility', 'campaign', 'other')),
    area        text CHECK (area ~ '^[0-9]{2}([0-9]{2})?$'),  -- a delbydel (four digits) or a bydel (two); null for the whole city
    first_day   date NOT NULL,
    last_day    date CHECK (last_day >= first_day),  -- null while it lasts
    text        text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 1000),
    public      boolean NOT NULL DEFAULT false,      -- may be told outside the house; where a facility lies is never so by default
    noted_at    timestamptz NOT NULL DEFAULT now(),
    noted_by    text NOT NULL,
    removed_at  timestamptz
);
CREATE INDEX event_area ON heatmap.event (area);

CREATE TABLE heatmap.note (
    note_id     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    area        text NOT NULL CHECK (area ~ '^[0-9]{4}$'),  -- a delbydel
    year        smallint NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    text        text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
    noted_at    timestamptz NOT NULL DEFAULT now(),
    noted_by    text NOT NULL,
    removed_at  timestamptz
);
CREATE INDEX note_area ON heatmap.note (area, year);
