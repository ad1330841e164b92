-- Keeps a release for those that follow.
-- Parameters: @year, @version, @now, @protected_themes in order, and the cells as arrays of one length. Nothing is null.
WITH kept AS (
    INSERT INTO heatmap.kept_release (year, released_version, released_at, protected_themes)
    VALUES (@year, @version, @now, @protected_themes)
    RETURNING release_no)
INSERT INTO heatmap.kept_cell (release_no, level, area, theme, parent, protected_count, hidden, least_rise)
SELECT kept.release_no, c.*
FROM kept, unnest(@levels::text[], @areas::text[], @themes::text[], @parents::text[], @counts::int[], @hidden::boolean[], @least_rises::int[]) AS c;
