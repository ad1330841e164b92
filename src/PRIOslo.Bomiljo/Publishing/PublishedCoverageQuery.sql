-- How much of each source stands behind a year. Parameter: @year.
SELECT v.source, v.placed_percent, v.months
FROM published.coverage v
JOIN published.current c USING (year, version)
WHERE v.year = @year
ORDER BY v.source;
