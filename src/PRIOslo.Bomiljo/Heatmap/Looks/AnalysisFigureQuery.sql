-- Figures of delbydeler in the highest version of a year, with what the statistics say of them.
-- Parameters: @theme; @year and @area, where null means all.
SELECT f.year, f.area, a.area_name, f.incidents, f.rate, f.rate_low, f.rate_high, c.rate_eb,
       f.change, f.change_p, f.change_q, f.change_class, f.trend_class,
       c.gi_class, c.gi_q, c.lisa, c.lisa_p, c.funnel, c.exceedance, f.dominance, f.share_public, f.interpolated
FROM heatmap.figure f
JOIN heatmap.area a USING (year, version, level, area)
LEFT JOIN heatmap.comparison c USING (year, version, level, area, theme)
WHERE f.level = 'delbydel' AND f.theme = @theme
  AND (@year::int IS NULL OR f.year = @year) AND (@area::text IS NULL OR f.area = @area)
  AND f.version = (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = f.year)
ORDER BY f.area, f.year;
