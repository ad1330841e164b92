-- The buildings of one vintage.
-- Parameters: @vintage, its id. Columns: kind, dwellings, footprint or point (EPSG:25832).
SELECT kind, dwellings, geom
FROM geo.building
WHERE vintage_id = @vintage
ORDER BY feature_no;
