-- The areas of the given vintages: municipality, delbydel, sentrum, marka.
-- Parameters: @vintages, their ids (int[]). Columns: layer, code, name, polygon (EPSG:25832).
SELECT v.layer, a.code, a.name, a.geom
FROM geo.area a
JOIN geo.vintage v USING (vintage_id)
WHERE a.vintage_id = ANY (@vintages)
ORDER BY v.layer, a.code;
