-- What encloses the municipality and delbydeler that stand. No parameters.
-- Column: a polygon (EPSG:25832); null where there are none.
SELECT ST_SetSRID(ST_Extent(a.geom)::geometry, 25832)
FROM geo.area a
JOIN geo.current_vintage v USING (vintage_id)
WHERE v.layer IN ('municipality', 'delbydel');
