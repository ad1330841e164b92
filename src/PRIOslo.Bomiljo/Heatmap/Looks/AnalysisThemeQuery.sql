-- What is said of each theme in the highest version of a year; the sum of all themes comes first. Parameter: @year.
SELECT r.theme, coalesce(t.name_nb, 'Samlet'), coalesce(t.name_en, 'Total'), r.dispersion, r.moran, r.moran_p, r.hot_spots, r.cold_spots, r.rate_per,
       r.placed_percent, r.least_months::int
FROM heatmap.theme_result r
LEFT JOIN incident.theme t USING (theme)
WHERE r.year = @year AND r.version = (SELECT max(version) FROM heatmap.measurement WHERE year = @year)
ORDER BY r.theme <> 'total', r.theme;
