-- Addresses that a person may mean, in the latest address vintage in force: those of the streets that are called so or look like
-- it, whatever the number, because the geocoder decides. Of the similar streets the twenty most similar.
-- Parameters: @street, lower case.
-- Columns: street, number, letter, postcode, place (empty where not known), east, north (EPSG:25832).
WITH register AS (
    SELECT vintage_id FROM geo.current_vintage WHERE layer = 'address' ORDER BY year DESC LIMIT 1
), alike AS (
    SELECT s.street
    FROM geo.street s
    WHERE lower(s.street) % @street AND s.vintage_id = (SELECT vintage_id FROM register)
    ORDER BY similarity(lower(s.street), @street) DESC, s.street
    LIMIT 20
)
SELECT street, number, letter, postcode, place, ST_X(geom), ST_Y(geom)
FROM geo.address
WHERE vintage_id = (SELECT vintage_id FROM register)
  AND (lower(street) = @street OR lower(street) IN (SELECT lower(street) FROM alike));
