-- Years from which a source's or a theme's series is not comparable with the years before. Parameter: @year, the report's. The names are a
-- source's, null where its mapping has told none.
SELECT b.kind, b.name, b.break_year, n.name_nb, n.name_en
FROM published.series_break b
JOIN published.current c USING (year, version)
LEFT JOIN published.source n ON b.kind = 'source' AND n.source = b.name
WHERE b.year = @year
ORDER BY b.break_year, b.kind, b.name;
