-- The ways of one vintage of the layer walking-way.
-- Parameters: @vintage, its id. Columns: line or multiline (EPSG:25832).
SELECT geom
FROM geo.feature
WHERE vintage_id = @vintage
ORDER BY feature_no;
