-- How much of each source stands behind a year. Parameter: @year. The names are null where its mapping has told none.
SELECT v.source, v.placed_percent, v.months, n.name_nb, n.name_en
FROM published.coverage v
JOIN published.current c USING (year, version)
LEFT JOIN published.source n USING (source)
WHERE v.year = @year
ORDER BY v.source;
