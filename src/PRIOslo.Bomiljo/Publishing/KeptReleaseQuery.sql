-- The protected cells of every release of a year, in the order of release.
-- Parameters: @year; @protected_themes, in order: releases under other protected themes are left out, as nothing of them compares, and those
-- without a protected cell.
SELECT k.release_no, c.level, c.area, c.theme, c.parent, c.protected_count, c.hidden, c.least_rise
FROM heatmap.kept_release k
JOIN heatmap.kept_cell c USING (release_no)
WHERE k.year = @year AND k.protected_themes = @protected_themes
ORDER BY k.release_no;
