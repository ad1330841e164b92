-- The sources whose incidents are counted in the shown version of a year, as far as their coverage is told. Parameter: @year. What is left out by
-- decision is not; nor is what has no row in an area, unless it was decided to count it (a share that is not told, of few rows, counts as one that
-- has). The names are null where its mapping has told none.
SELECT v.source, n.name_nb, n.name_en
FROM published.coverage v
JOIN published.current c USING (year, version)
LEFT JOIN published.override o USING (year, version, source)
LEFT JOIN published.source n USING (source)
WHERE v.year = @year AND coalesce(o.enters, v.placed_percent IS DISTINCT FROM 0)
ORDER BY v.source;
