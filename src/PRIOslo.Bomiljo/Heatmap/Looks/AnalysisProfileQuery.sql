-- When the incidents of a theme happened, in one bydel and the highest version of a year. Parameters: @theme, @year, @bydel.
SELECT p.kind, p.slot, p.incidents
FROM heatmap.profile p
WHERE p.year = @year AND p.level = 'bydel' AND p.area = @bydel AND p.theme = @theme
  AND p.version = (SELECT max(version) FROM heatmap.measurement WHERE year = @year)
ORDER BY p.kind, p.slot;
