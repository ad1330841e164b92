-- The true figures of one version of a year with all that is computed of them; delbydeler first, then bydeler, then the city.
-- Parameters: @year, @version. The first 25 columns are the contract's and the polygon (EPSG:4326, null for the city); every column after
-- them goes into the file under its own name. What is not defined or not tested is null. The index is said of the total's rows.
WITH measured AS (
    SELECT m.vintage_id AS delbydel, geo.vintage_for('sentrum', @year) AS sentrum, geo.vintage_for('marka', @year) AS marka, geo.vintage_for('bydel', @year) AS bydel
    FROM heatmap.measurement m WHERE m.year = @year AND m.version = @version
), polygons AS (
    SELECT DISTINCT ON (a.code) a.code, left(a.code, 2) AS bydel, a.geom
    FROM geo.area a, measured m
    WHERE a.vintage_id IN (m.delbydel, m.sentrum, m.marka)
    ORDER BY a.code, a.vintage_id = m.delbydel DESC
), shape AS (
    SELECT 'delbydel' AS level, code AS area, bydel, geom FROM polygons
    UNION ALL
    SELECT 'bydel', p.bydel, p.bydel, coalesce((array_agg(b.geom))[1], ST_CollectionExtract(ST_Union(p.geom), 3))
    FROM polygons p CROSS JOIN measured m LEFT JOIN geo.area b ON b.vintage_id = m.bydel AND b.code = p.bydel
    GROUP BY p.bydel
), placed AS MATERIALIZED ( -- one polygon an area, not one a theme
    SELECT a.level, a.area, a.area_name, coalesce(s.bydel, '') AS bydel, ST_Multi(ST_Transform(s.geom, 4326)) AS geom
    FROM heatmap.area a LEFT JOIN shape s USING (level, area)
    WHERE a.year = @year AND a.version = @version
)
SELECT f.year, f.level, f.area, p.area_name, p.bydel, f.theme, f.incidents, f.denominator, f.rate, f.rate_per, f.rate_low, f.rate_high, p.geom,
       c.rate_eb, f.change, f.change_p, f.change_q, c.gi_z, c.gi_p, c.gi_q, c.lisa, c.lisa_p, f.change_class, f.trend_class, c.gi_class AS hotspot_class,
       f.version, r.denominator_unit, f.interpolated,
       f.change IS NOT NULL AND coalesce(f.change_interpolated, f.interpolated) AS change_interpolated,
       f.trend IS NOT NULL AND coalesce(f.trend_interpolated, f.interpolated) AS trend_interpolated, f.restated_until, f.weighted, f.weighted_low, f.weighted_high,
       c.city_percent, c.city_percent_low, c.city_percent_high, c.rate_eb_local,
       f.change_low, f.change_high, f.change_q_by, f.trend, f.trend_low, f.trend_high, f.trend_p, f.trend_q, f.trend_years,
       c.moran, c.lisa_q, c.exceedance, c.funnel,
       CASE WHEN round(f.share_point * f.incidents) >= 5 THEN f.dominance END AS dominance, f.share_public, f.share_point, f.share_street, f.share_area,
       r.dispersion, r.dispersion_basis, r.placed_percent, r.least_months,
       i.value AS index, i.value_low AS index_low, i.value_high AS index_high, i.rank_low AS index_rank_low, i.rank_high AS index_rank_high,
       i.rank_weights_low AS index_rank_weights_low, i.rank_weights_high AS index_rank_weights_high, i.worst_tenth_probability, i.among_worst_tenth
FROM heatmap.figure f
JOIN placed p USING (level, area)
LEFT JOIN heatmap.comparison c USING (year, version, level, area, theme)
LEFT JOIN heatmap.theme_result r USING (year, version, theme)
LEFT JOIN heatmap.index_value i ON (i.year, i.version, i.area) = (f.year, f.version, f.area) AND f.level = 'delbydel' AND f.theme = 'total'
WHERE f.year = @year AND f.version = @version
ORDER BY array_position(ARRAY['delbydel', 'bydel', 'by'], f.level), f.area, f.theme <> 'total', f.theme;
