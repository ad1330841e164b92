-- Measures and events that are not removed, by their first day.
-- Parameter: @area, a delbydel whose own events, its bydel's and the city's are wanted; null for all.
SELECT event_id, kind, area, first_day, last_day, text, public, noted_by
FROM heatmap.event
WHERE removed_at IS NULL AND (@area::text IS NULL OR area IS NULL OR area IN (@area, left(@area, 2)))
ORDER BY first_day, event_id;
