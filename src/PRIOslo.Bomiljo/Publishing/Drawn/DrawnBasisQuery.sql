-- What rates of each theme are per in a published release, and what their intervals are widened by (1 where that is not told).
-- Parameters: @year, @version. Columns: theme, unit, rate_per, dispersion, whether the total leaves out what two sources tell.
SELECT f.theme, f.denominator_unit, f.rate_per, coalesce(d.dispersion, 1), r.same_events
FROM published.figure f
JOIN published.release r USING (year, version)
LEFT JOIN published.dispersion d USING (year, version, theme)
WHERE f.year = @year AND f.version = @version AND f.level = 'by'
ORDER BY f.theme;
