-- Published cells of the years that are shown, with the names of the area and of its bydel (empty where it has none).
-- Parameters: @level (delbydel, bydel or by); @theme, @area and @year, where null means all.
SELECT f.year, f.level, f.area, a.area_name, coalesce(b.area_name, ''), f.theme,
       f.count, f.denominator, f.rate, f.rate_per, f.rate_low, f.rate_high, f.suppressed, f.denominator_unit,
       f.change, f.change_class, f.trend_class, f.rate_class, f.hotspot_class, f.lisa,
       f.interpolated, f.change_interpolated, f.trend_interpolated
FROM published.figure f
JOIN published.current c USING (year, version)
JOIN published.area a USING (year, version, level, area)
LEFT JOIN published.area b ON (b.year, b.version, b.level, b.area) = (f.year, f.version, 'bydel', a.bydel)
WHERE f.level = @level
  AND (@theme::text IS NULL OR f.theme = @theme)
  AND (@area::text IS NULL OR f.area = @area)
  AND (@year::int IS NULL OR f.year = @year)
ORDER BY f.year, f.area, f.theme;
