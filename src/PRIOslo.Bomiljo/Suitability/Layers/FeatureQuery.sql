-- The features of one vintage of a layer. Who asks must have the right to it.
-- Parameters: @vintage, its id. Columns: point or polygon (EPSG:25832), kind, homes (1 where not stated).
SELECT geom, kind, coalesce(homes, 1)
FROM geo.feature
WHERE vintage_id = @vintage
ORDER BY feature_no;
