-- The true counts of one version of a year: every figure, and for each theme that is told twice in part, what the total leaves out of
-- it in every area, zeros included.
-- Parameters: @year, @version. Columns: level, area, theme (or «twice:» and the theme), incidents, the area one level up (empty for
-- the city). Nothing is null.
SELECT f.level, f.area, f.theme, f.incidents, a.parent
FROM heatmap.figure f JOIN heatmap.area a USING (year, version, level, area)
WHERE f.year = @year AND f.version = @version
UNION ALL
SELECT a.level, a.area, 'twice:' || themes.theme, coalesce(sum(t.incidents), 0)::int, a.parent
FROM heatmap.area a
CROSS JOIN (SELECT DISTINCT theme FROM heatmap.told_twice WHERE year = @year AND version = @version) themes
LEFT JOIN heatmap.told_twice t ON (t.year, t.version, t.theme) = (a.year, a.version, themes.theme)
                              AND CASE a.level WHEN 'by' THEN true WHEN 'bydel' THEN left(t.area, 2) = a.area ELSE t.area = a.area END
WHERE a.year = @year AND a.version = @version
GROUP BY a.level, a.area, a.parent, themes.theme;
