-- What the shown version of a year corrects, theme by theme; no row where it is the first. Parameter: @year. Columns: the version that it
-- corrects, the reason, theme, the city's count before and now (null: hidden), delbydeler with another shown count, and those that are hidden now
-- and were not before.
SELECT k.corrects, k.reason, n.theme,
       max(o.count) FILTER (WHERE n.level = 'by'), max(n.count) FILTER (WHERE n.level = 'by'),
       (count(*) FILTER (WHERE n.level = 'delbydel' AND n.count <> o.count))::int,
       (count(*) FILTER (WHERE n.level = 'delbydel' AND n.suppressed AND NOT o.suppressed))::int
FROM published.correction k
JOIN published.current c USING (year, version)
JOIN published.figure n USING (year, version)
LEFT JOIN published.figure o ON (o.year, o.version, o.level, o.area, o.theme) = (k.year, k.corrects, n.level, n.area, n.theme)
LEFT JOIN published.theme t ON t.theme = n.theme
WHERE k.year = @year
GROUP BY k.corrects, k.reason, n.theme, t.sort_order
ORDER BY t.sort_order, n.theme;
