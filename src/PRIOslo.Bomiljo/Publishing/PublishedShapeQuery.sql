-- Polygons of a year's areas as GeoJSON geometries in WGS84, six decimals. Areas without a polygon of their own are left out.
-- Parameters: @year; @level (delbydel or bydel).
SELECT a.area, a.area_name, ST_AsGeoJSON(a.geom, 6)
FROM published.area a
JOIN published.current c USING (year, version)
WHERE a.year = @year AND a.level = @level AND a.geom IS NOT NULL
ORDER BY a.area;
