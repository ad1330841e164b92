-- Years from which a source's or a theme's series is not comparable with the years before. Parameter: @year, the report's.
SELECT b.kind, b.name, b.break_year
FROM published.series_break b
JOIN published.current c USING (year, version)
WHERE b.year = @year
ORDER BY b.break_year, b.kind, b.name;
