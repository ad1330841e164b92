-- Analysts' notes that are not removed, by delbydel and year. Parameter: @area, a delbydel; null for all.
SELECT note_id, area, year, text, noted_by
FROM heatmap.note
WHERE removed_at IS NULL AND (@area::text IS NULL OR area = @area)
ORDER BY area, year, note_id;
