-- The true cells of a measured year with what the disclosure rules ask about them.
-- Parameters: @year, @version. Columns: level, area, theme, incidents, parent, denominator (null: no rate), its unit, incidents at the
-- point that has most (0 where no point is known).
SELECT f.level, f.area, f.theme, f.incidents, a.parent, f.denominator, coalesce(r.denominator_unit, 'residents'),
       coalesce(round(f.dominance * f.share_point * f.incidents), 0)::int
FROM heatmap.figure f
JOIN heatmap.area a USING (year, version, level, area)
LEFT JOIN heatmap.theme_result r USING (year, version, theme)
WHERE f.year = @year AND f.version = @version;
