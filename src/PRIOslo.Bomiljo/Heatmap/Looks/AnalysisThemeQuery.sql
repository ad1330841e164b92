-- What is said of each theme in one version of a year; the sum of all themes comes first.
-- Parameters: @year, @version. What is not defined is null.
SELECT r.theme, coalesce(t.name_nb, 'Samlet'), coalesce(t.name_en, 'Total'), r.denominator_unit, r.rate_per, r.dispersion, r.dispersion_basis,
       r.dispersion_without_farthest, r.first_year::int, r.areas_tested, r.moran, r.moran_p, r.city_rate, r.hot_spots, r.cold_spots, r.placed_percent, r.least_months::int,
       r.index_weight
FROM heatmap.theme_result r
LEFT JOIN incident.theme t USING (theme)
WHERE r.year = @year AND r.version = @version
ORDER BY r.theme <> 'total', r.theme;
