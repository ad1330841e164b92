-- Sources that are in the shown version of a year, or left out of it, by decision. Parameter: @year. Columns: source; whether it is in; the analyst's reason;
-- themes that the source tells of, empty where they are not known; its names, null where a mapping has told none.
SELECT o.source, o.enters, o.reason, o.themes, n.name_nb, n.name_en
FROM published.override o
JOIN published.current c USING (year, version)
LEFT JOIN published.source n USING (source)
WHERE o.year = @year
ORDER BY o.source;
