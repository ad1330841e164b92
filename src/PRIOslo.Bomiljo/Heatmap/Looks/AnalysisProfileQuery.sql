-- When the incidents of a theme happened, in one bydel and one version of a year. Parameters: @theme, @year, @version, @bydel.
SELECT p.kind, p.slot, p.incidents
FROM heatmap.profile p
WHERE p.year = @year AND p.version = @version AND p.level = 'bydel' AND p.area = @bydel AND p.theme = @theme
ORDER BY p.kind, p.slot;
