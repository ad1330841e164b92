-- Cells of a square grid, EPSG:25832, whose centre lies in an area of the city: delbydeler, Sentrum and Marka of the year.
-- Parameters: @year; @cell, the side in metres. Columns: column from the west, row from the south, the grid's western and southern
-- edge (whole multiples of the side).
WITH area AS MATERIALIZED (
    SELECT a.geom FROM unnest(ARRAY['delbydel', 'sentrum', 'marka']) AS layer JOIN geo.area a ON a.vintage_id = geo.vintage_for(layer, @year)
), frame AS (
    SELECT floor(ST_XMin(e) / @cell) * @cell AS west, floor(ST_YMin(e) / @cell) * @cell AS south FROM (SELECT ST_Extent(geom) AS e FROM area) AS extent
), inside AS (
    SELECT DISTINCT floor((ST_X(centre) - west) / @cell)::int AS column_no, floor((ST_Y(centre) - south) / @cell)::int AS row_no, west, south
    FROM area CROSS JOIN frame
    CROSS JOIN LATERAL generate_series(floor((ST_XMin(geom) - west) / @cell)::int, floor((ST_XMax(geom) - west) / @cell)::int) AS c
    CROSS JOIN LATERAL generate_series(floor((ST_YMin(geom) - south) / @cell)::int, floor((ST_YMax(geom) - south) / @cell)::int) AS r
    CROSS JOIN LATERAL (SELECT ST_SetSRID(ST_MakePoint(west + (c + 0.5) * @cell, south + (r + 0.5) * @cell), 25832) AS centre) AS cell
    WHERE ST_Covers(geom, centre)
)
SELECT column_no, row_no, west::int, south::int FROM inside ORDER BY row_no, column_no;
