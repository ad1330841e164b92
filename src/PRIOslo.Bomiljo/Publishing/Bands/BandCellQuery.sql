-- Cells of a square grid, EPSG:25832, whose centre lies in an area that a release is measured in, each with the areas near it.
-- Parameters: @year, @version; @cell, the side, and @reach, in metres. Columns: column from the west, row from the south, the grid's
-- western and southern edge (whole multiples of the side), codes of the areas of which a part lies within the reach of the centre.
WITH area AS MATERIALIZED (
    SELECT DISTINCT ON (a.code) a.code, a.geom
    FROM geo.area a JOIN heatmap.measurement m ON m.year = @year AND m.version = @version
    WHERE a.vintage_id IN (m.vintage_id, geo.vintage_for('sentrum', @year), geo.vintage_for('marka', @year))
    ORDER BY a.code, a.vintage_id = m.vintage_id DESC
), frame AS (
    SELECT floor(ST_XMin(e) / @cell) * @cell AS west, floor(ST_YMin(e) / @cell) * @cell AS south FROM (SELECT ST_Extent(geom) AS e FROM area) AS extent
), inside AS (
    SELECT DISTINCT c AS column_no, r AS row_no, west, south
    FROM area CROSS JOIN frame
    CROSS JOIN LATERAL generate_series(floor((ST_XMin(geom) - west) / @cell)::int, floor((ST_XMax(geom) - west) / @cell)::int) AS c
    CROSS JOIN LATERAL generate_series(floor((ST_YMin(geom) - south) / @cell)::int, floor((ST_YMax(geom) - south) / @cell)::int) AS r
    WHERE ST_Covers(geom, ST_SetSRID(ST_MakePoint(west + (c + 0.5) * @cell, south + (r + 0.5) * @cell), 25832))
)
SELECT i.column_no, i.row_no, i.west::int, i.south::int,
       ARRAY(SELECT a.code FROM area a WHERE a.geom && ST_Expand(at.centre, @reach) AND ST_DWithin(a.geom, at.centre, @reach) ORDER BY a.code)
FROM inside i
CROSS JOIN LATERAL (SELECT ST_SetSRID(ST_MakePoint(west + (column_no + 0.5) * @cell, south + (row_no + 0.5) * @cell), 25832) AS centre) AS at
ORDER BY i.row_no, i.column_no;
