-- Which themes each measured year has, without their sum. Parameters: @year and @version are what is shown; every other year is in its highest
-- version.
SELECT r.year::int, r.theme, t.name_nb, t.name_en
FROM heatmap.theme_result r
JOIN incident.theme t USING (theme)
WHERE r.theme <> 'total'
  AND r.version = CASE WHEN r.year = @year THEN @version ELSE (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = r.year) END
ORDER BY 1, 2;
