-- What one version of a year says of its themes; the total last.
-- Parameters: @year, @version. Null: not defined there.
SELECT theme, denominator_unit, rate_per, without_rate, dispersion, dispersion_basis, dispersion_unfloored, dispersion_without_farthest,
       dispersion_freedom, first_year, areas_tested, moran, moran_p, city_rate, eb_variance, hot_spots, cold_spots, changes_up, changes_down,
       placed_percent, least_months, index_weight
FROM heatmap.theme_result
WHERE year = @year AND version = @version
ORDER BY theme = 'total', theme;
