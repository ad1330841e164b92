-- The bands of a theme's surface in the shown version of a year, each as one GeoJSON geometry in WGS84, five decimals (1 m).
-- Parameters: @year; @theme. Columns: band, geometry.
SELECT b.band::int, ST_AsGeoJSON(b.geom, 5)
FROM published.surface_band b
JOIN published.current c USING (year, version)
WHERE b.year = @year AND b.theme = @theme
ORDER BY b.band;
