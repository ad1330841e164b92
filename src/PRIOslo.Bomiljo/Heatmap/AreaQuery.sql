-- The delbydeler of the vintage that applies to a year, and Sentrum and Marka where they have a layer of their own.
-- Parameter: @year. Columns: code, name, name of the bydel (null where no bydel layer is imported), polygon in EPSG:25832.
SELECT DISTINCT ON (a.code) a.code, a.name, b.name, a.geom
FROM unnest(ARRAY['delbydel', 'sentrum', 'marka']) WITH ORDINALITY AS layer (name, rank)
JOIN geo.area a ON a.vintage_id = geo.vintage_for(layer.name, @year)
LEFT JOIN geo.area b ON b.vintage_id = geo.vintage_for('bydel', @year) AND b.code = left(a.code, 2)
ORDER BY a.code, layer.rank;
