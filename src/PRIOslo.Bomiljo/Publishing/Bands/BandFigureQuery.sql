-- The delbydeler of a release by theme: what is shown, and who lives there.
-- Parameters: @year, @version. Columns: theme, code, count (null: hidden), residents (0: not known). The total is left out: its
-- surface beside the themes' would tell of their difference.
SELECT f.theme, f.area, f.count, coalesce(r.residents, 0)
FROM published.figure f
LEFT JOIN heatmap.released_residents(@year, @version) r ON r.code = f.area
WHERE f.year = @year AND f.version = @version AND f.level = 'delbydel' AND f.theme <> 'total'
ORDER BY f.theme, f.area;
