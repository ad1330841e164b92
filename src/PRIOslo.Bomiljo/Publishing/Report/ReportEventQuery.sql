-- Measures of the year that may be told. Parameter: @year. The area is null for the whole city, the last day null while it lasts.
SELECT e.kind, e.area, a.area_name, e.first_day, e.last_day, e.text
FROM published.event e
JOIN published.current c USING (year, version)
LEFT JOIN published.area a ON (a.year, a.version, a.area) = (e.year, e.version, e.area) AND a.level = CASE length(e.area) WHEN 2 THEN 'bydel' ELSE 'delbydel' END
WHERE e.year = @year
ORDER BY e.first_day, e.event_id;
