-- The points of the address register that applies to a year. Parameter: @year. Columns: east, north.
SELECT ST_X(geom), ST_Y(geom) FROM geo.address WHERE vintage_id = geo.vintage_for('address', @year) ORDER BY 1, 2;
