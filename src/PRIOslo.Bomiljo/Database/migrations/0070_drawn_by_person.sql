-- Areas of one's own drawing are asked for on the pages too, each person so many a day.
ALTER TABLE heatmap.drawn_area
    ADD COLUMN asked_by text NOT NULL DEFAULT '';    -- the person's id; empty where the owner asked
CREATE INDEX drawn_area_asked ON heatmap.drawn_area (asked_by, asked_at);
