-- The figures of a year's shown version with their areas; delbydeler first, then bydeler, then the city.
-- Parameters: @year; @internal gives true figures and statistics instead of published ones, which are classes. A null count with
-- suppressed = true is hidden.
SELECT f.year, f.level, f.area, a.area_name, a.bydel, f.theme,
       CASE WHEN @internal THEN t.incidents ELSE f.count END, f.denominator,
       CASE WHEN @internal THEN t.rate ELSE f.rate END, f.rate_per,
       CASE WHEN @internal THEN t.rate_low ELSE f.rate_low END,
       CASE WHEN @internal THEN t.rate_high ELSE f.rate_high END,
       f.suppressed AND NOT @internal, a.geom,
       CASE WHEN @internal THEN s.rate_eb END, CASE WHEN @internal THEN t.change ELSE f.change END, CASE WHEN @internal THEN t.change_p END, CASE WHEN @internal THEN t.change_q END,
       CASE WHEN @internal THEN s.gi_z END, CASE WHEN @internal THEN s.gi_p END, CASE WHEN @internal THEN s.gi_q END,
       CASE WHEN @internal THEN s.lisa ELSE f.lisa END, CASE WHEN @internal THEN s.lisa_p END,
       CASE WHEN @internal THEN t.change_class ELSE f.change_class END, CASE WHEN @internal THEN t.trend_class ELSE f.trend_class END,
       CASE WHEN NOT @internal THEN f.rate_class END, CASE WHEN @internal THEN s.gi_class ELSE f.hotspot_class END
FROM published.current c
JOIN published.figure f USING (year, version)
JOIN published.area a USING (year, version, level, area)
LEFT JOIN heatmap.figure t USING (year, version, level, area, theme)
LEFT JOIN heatmap.comparison s USING (year, version, level, area, theme)
LEFT JOIN published.theme h ON h.theme = f.theme
WHERE c.year = @year
ORDER BY array_position(ARRAY['delbydel', 'bydel', 'by'], f.level), f.area, h.sort_order;
