-- Figures of delbydeler with all that the statistics say of them.
-- Parameters: @theme; @year and @version are what is shown; @area, where null means every delbydel of that year and version, else the
-- delbydel's series: the shown year in its version, every other year in its highest.
-- The largest point's share is null where fewer than five incidents have a point: it would say nothing of a place.
SELECT f.year, f.version, f.area, a.area_name, f.incidents, f.denominator, f.interpolated,
       f.rate, f.rate_low, f.rate_high, f.weighted, f.weighted_low, f.weighted_high,
       c.city_percent, c.city_percent_low, c.city_percent_high, c.rate_eb, c.rate_eb_local,
       f.change, f.change_low, f.change_high, f.change_p, f.change_q, f.change_q_by, f.change_class,
       f.trend, f.trend_low, f.trend_high, f.trend_p, f.trend_q, f.trend_class, f.trend_years::int,
       c.gi_z, c.gi_p, c.gi_q, c.gi_class, c.moran, c.lisa_p, c.lisa_q, c.lisa, c.exceedance, c.funnel,
       CASE WHEN round(f.share_point * f.incidents) >= 5 THEN f.dominance END, f.share_public, f.share_point, f.share_street, f.share_area,
       f.change IS NOT NULL AND coalesce(f.change_interpolated, f.interpolated), f.trend IS NOT NULL AND coalesce(f.trend_interpolated, f.interpolated), f.restated_until::int
FROM heatmap.figure f
JOIN heatmap.area a USING (year, version, level, area)
LEFT JOIN heatmap.comparison c USING (year, version, level, area, theme)
WHERE f.level = 'delbydel' AND f.theme = @theme
  AND CASE WHEN f.year = @year THEN f.version = @version AND (@area::text IS NULL OR f.area = @area)
           ELSE f.area = @area AND f.version = (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = f.year) END
ORDER BY f.area, f.year;
