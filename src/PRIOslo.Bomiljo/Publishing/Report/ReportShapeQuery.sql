-- Outlines of a year's areas for maps on paper, as GeoJSON geometries in EPSG:25832, whole metres, simplified to 15 m (a tenth of a
-- millimetre on A4), with the centre and radius in metres of the largest circle inside. Parameter: @year.
SELECT a.level, a.area, ST_AsGeoJSON(s.outline, 0), round(ST_X(i.center))::int, round(ST_Y(i.center))::int, floor(i.radius)::int
FROM published.area a
JOIN published.current c USING (year, version)
CROSS JOIN LATERAL (SELECT ST_SimplifyPreserveTopology(ST_Transform(a.geom, 25832), 15) AS outline) s
CROSS JOIN LATERAL ST_MaximumInscribedCircle(s.outline) i
WHERE a.year = @year AND a.geom IS NOT NULL AND NOT ST_IsEmpty(a.geom)
ORDER BY a.level, a.area;
