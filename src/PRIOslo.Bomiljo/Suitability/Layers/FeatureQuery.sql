-- The features of one vintage of a layer that anybody may use in a site check.
-- Parameters: @vintage, its id. Columns: point or polygon (EPSG:25832).
SELECT geom
FROM geo.open_feature
WHERE vintage_id = @vintage
ORDER BY feature_no;
