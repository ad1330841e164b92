-- The true counts of one version of a year with what the disclosure rules ask about them: every figure, and for each theme that is told
-- twice in part, what the total leaves out of it in every area, zeros included.
-- Parameters: @year, @version. Columns: level, area, theme (or «twice:» and the theme), incidents, the area one level up (empty for the
-- city), denominator (null: no rate), its unit, incidents at the point that has most (0 where no point is known).
SELECT f.level, f.area, f.theme, f.incidents, a.parent, f.denominator, coalesce(r.denominator_unit, 'residents'),
       coalesce(round(f.dominance * f.share_point * f.incidents), 0)::int
FROM heatmap.figure f
JOIN heatmap.area a USING (year, version, level, area)
LEFT JOIN heatmap.theme_result r USING (year, version, theme)
WHERE f.year = @year AND f.version = @version
UNION ALL
SELECT a.level, a.area, 'twice:' || themes.theme, coalesce(sum(t.incidents), 0)::int, a.parent, NULL, '', 0
FROM heatmap.area a
CROSS JOIN (SELECT DISTINCT theme FROM heatmap.told_twice WHERE year = @year AND version = @version) themes
LEFT JOIN heatmap.told_twice t ON (t.year, t.version, t.theme) = (a.year, a.version, themes.theme)
                              AND CASE a.level WHEN 'by' THEN true WHEN 'bydel' THEN left(t.area, 2) = a.area ELSE t.area = a.area END
WHERE a.year = @year AND a.version = @version
GROUP BY a.level, a.area, a.parent, themes.theme;
