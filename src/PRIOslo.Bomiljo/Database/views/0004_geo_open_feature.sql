-- Features of the layers that anybody may use in a site check; existing homes for the target groups are not among them.
CREATE OR REPLACE VIEW geo.open_feature WITH (security_invoker = true) AS
SELECT f.vintage_id, v.layer, v.year, f.feature_no, f.code, f.name, f.kind, f.geom
FROM geo.feature f
JOIN geo.current_vintage v USING (vintage_id)
WHERE v.layer IN ('school', 'kindergarten', 'business', 'land-use');
