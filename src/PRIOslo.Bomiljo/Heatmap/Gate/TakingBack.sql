-- Moves a decision about a source-year, or a break in a series, to what was taken back.
-- Parameters: @is_break; @name (a source, or of a break a source or a theme; the source's where both have one), @year, @why, @at, @by.
-- Columns: what it was (decision, source or theme); of a decision whether it counts the source, else null. No row where there is none.
WITH decided AS (
    DELETE FROM heatmap.coverage_decision WHERE NOT @is_break AND source = @name AND year = @year
    RETURNING 'decision' AS kind, source AS name, year, enters, reason, answered, decided_at, decided_by
), broken AS (
    DELETE FROM heatmap.series_break
    WHERE @is_break AND name = @name AND year = @year AND kind = (SELECT min(kind) FROM heatmap.series_break WHERE name = @name AND year = @year)
    RETURNING kind, name, year, NULL::boolean, reason, NULL::jsonb, noted_at, noted_by
)
INSERT INTO heatmap.taken_back (kind, name, year, enters, reason, answered, decided_at, decided_by, why, taken_back_at, taken_back_by)
SELECT gone.*, @why, @at, @by FROM (SELECT * FROM decided UNION ALL SELECT * FROM broken) AS gone
RETURNING kind, enters;
