-- Published cells of the years that are shown, with the area's name.
-- Parameters: @level (delbydel, bydel or by); @theme, @area and @year, where null means all.
SELECT f.year, f.level, f.area, a.area_name, a.bydel, f.theme,
       f.count, f.denominator, f.rate, f.rate_per, f.rate_low, f.rate_high, f.suppressed
FROM published.figure f
JOIN published.current c USING (year, version)
JOIN published.area a USING (year, version, level, area)
WHERE f.level = @level
  AND (@theme::text IS NULL OR f.theme = @theme)
  AND (@area::text IS NULL OR f.area = @area)
  AND (@year::int IS NULL OR f.year = @year)
ORDER BY f.year, f.area, f.theme;
