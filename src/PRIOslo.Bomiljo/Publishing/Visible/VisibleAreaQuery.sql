-- The published cells of a release with those of the years before it that they are comparable with, as they are published now.
-- A figure that was published of a year that the measurement has restated is of the area as it was then: it is not among them.
-- Parameters: @year, @version. Columns: level, area, theme, rate_per, why this year is not compared with the last (null where it may
-- be), unbroken years that are not restated, then of one earlier year: years back (null: none is published), count, denominator and whether it lies
-- between two known years; and the cell's own count, denominator and whether it does. What is hidden is null.
SELECT f.level, f.area, f.theme, f.rate_per,
       CASE WHEN t.change_class NOT IN ('up', 'down', 'no-change') THEN t.change_class
            WHEN t.restated_until = f.year - 1 THEN 'boundary-change' END,
       series.years, (f.year - e.year)::int, e.count, e.denominator, coalesce(e.interpolated, false),
       f.count, f.denominator, f.interpolated
FROM published.figure f
JOIN heatmap.figure t USING (year, version, level, area, theme)
CROSS JOIN LATERAL (SELECT least(coalesce(t.trend_years, 1), f.year - t.restated_until)::smallint AS years) series
LEFT JOIN (published.figure e JOIN published.current c ON (c.year, c.version) = (e.year, e.version))
       ON (e.level, e.area, e.theme, e.rate_per, e.denominator_unit) = (f.level, f.area, f.theme, f.rate_per, f.denominator_unit)
      AND e.year BETWEEN f.year - series.years + 1 AND f.year - 1
WHERE f.year = @year AND f.version = @version
ORDER BY f.theme, f.level, f.area, e.year;
