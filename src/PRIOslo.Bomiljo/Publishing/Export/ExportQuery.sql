-- The figures of a year's shown version with their areas; delbydeler first, then bydeler, then the city.
-- Parameters: @year; @internal gives true figures instead of published ones, and the statistics. A null count with suppressed = true is
-- hidden.
SELECT f.year, f.level, f.area, a.area_name, a.bydel, f.theme,
       CASE WHEN @internal THEN t.incidents ELSE f.count END, f.denominator,
       CASE WHEN @internal THEN t.rate ELSE f.rate END, f.rate_per,
       CASE WHEN @internal THEN t.rate_low ELSE f.rate_low END,
       CASE WHEN @internal THEN t.rate_high ELSE f.rate_high END,
       f.suppressed AND NOT @internal, a.geom,
       s.rate_eb, t.change, t.change_p, t.change_q, s.gi_z, s.gi_p, s.gi_q, s.lisa, s.lisa_p
FROM published.current c
JOIN published.figure f USING (year, version)
JOIN published.area a USING (year, version, level, area)
LEFT JOIN heatmap.figure t USING (year, version, level, area, theme)
LEFT JOIN heatmap.comparison s USING (year, version, level, area, theme)
LEFT JOIN published.theme h ON h.theme = f.theme
WHERE c.year = @year
ORDER BY array_position(ARRAY['delbydel', 'bydel', 'by'], f.level), f.area, h.sort_order;
