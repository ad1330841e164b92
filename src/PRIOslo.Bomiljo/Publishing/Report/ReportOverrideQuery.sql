-- Sources that are in the shown version of a year, or left out of it, by decision. Parameter: @year.
SELECT o.source, o.enters, o.reason
FROM published.override o
JOIN published.current c USING (year, version)
WHERE o.year = @year
ORDER BY o.source;
