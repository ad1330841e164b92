-- Every address of the latest register in force. No parameters; no rows where none is imported.
-- Columns: street, number, letter, postcode, place (empty where not known), east, north (EPSG:25832).
SELECT street, number, letter, postcode, place, ST_X(geom), ST_Y(geom)
FROM geo.address
WHERE vintage_id = (SELECT vintage_id FROM geo.current_vintage WHERE layer = 'address' ORDER BY year DESC LIMIT 1);
