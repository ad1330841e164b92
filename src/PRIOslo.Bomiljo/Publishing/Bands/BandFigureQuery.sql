-- The delbydeler of a release by theme: what is shown, and who lives there.
-- Parameters: @year, @version. Columns: theme, code, count (null: hidden), residents (0: not known). The total is left out: its
-- surface beside the themes' would tell of their difference.
SELECT f.theme, f.area, f.count, coalesce(p.residents, 0)::double precision
FROM published.figure f
LEFT JOIN geo.population p ON p.code = f.area AND p.year = f.year
WHERE f.year = @year AND f.version = @version AND f.level = 'delbydel' AND f.theme <> 'total'
ORDER BY f.theme, f.area;
