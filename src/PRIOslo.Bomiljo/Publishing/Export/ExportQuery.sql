-- The published figures of one version of a year with their areas; delbydeler first, then bydeler, then the city.
-- Parameters: @year, @version. A null count with suppressed = true is hidden. Statistics are classes.
SELECT f.year, f.level, f.area, a.area_name, a.bydel, f.theme, f.count, f.denominator, f.rate, f.rate_per, f.rate_low, f.rate_high, f.suppressed, a.geom,
       f.change, f.lisa, f.change_class, f.trend_class, f.rate_class, f.hotspot_class, f.interpolated, f.change_interpolated, f.trend_interpolated
FROM published.figure f
JOIN published.area a USING (year, version, level, area)
LEFT JOIN published.theme h ON h.theme = f.theme
WHERE f.year = @year AND f.version = @version
ORDER BY array_position(ARRAY['delbydel', 'bydel', 'by'], f.level), f.area, h.sort_order;
