-- Polygons of every current delbydel vintage, with the outline, Sentrum, Marka and grunnkretser that apply to its year.
-- No parameters. Columns: delbydel vintage, its year, layer, code, polygon (EPSG:25832).
SELECT d.vintage_id, d.year, layer.name, a.code, a.geom
FROM geo.current_vintage d
CROSS JOIN unnest(ARRAY['delbydel', 'municipality', 'sentrum', 'marka', 'grunnkrets']) AS layer (name)
JOIN geo.area a ON a.vintage_id = CASE layer.name
    WHEN 'delbydel' THEN d.vintage_id
    ELSE geo.vintage_for(layer.name, d.year)
END
WHERE d.layer = 'delbydel'
ORDER BY d.year, layer.name, a.code;
