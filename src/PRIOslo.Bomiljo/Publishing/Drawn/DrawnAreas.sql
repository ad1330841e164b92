-- Keeps a request that is taken, with its cuts and answers.
-- Parameters: @year, @version, @area (EPSG:25832), @now, @residents; @cuts, the delbydeler that it cuts; @themes, @counts (null: not
-- answered) and @reasons of one length.
WITH asked AS (
    INSERT INTO heatmap.drawn_area (year, released_version, geom, asked_at, residents)
    VALUES (@year, @version, ST_Multi(@area), @now, @residents)
    RETURNING drawn_id
), cut AS (
    INSERT INTO heatmap.drawn_cut (year, delbydel, drawn_id)
    SELECT @year, c.code, asked.drawn_id FROM asked, unnest(@cuts::text[]) AS c (code)
)
INSERT INTO heatmap.drawn_answer (drawn_id, theme, incidents, reason)
SELECT asked.drawn_id, a.* FROM asked, unnest(@themes::text[], @counts::int[], @reasons::text[]) AS a;
