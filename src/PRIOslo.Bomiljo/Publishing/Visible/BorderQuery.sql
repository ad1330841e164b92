-- Which published delbydeler of a release lie within a distance of one another; Sentrum (16) and Marka (17) are nobody's neighbours.
-- Parameters: @year, @version, @tolerance_metres. Columns: two codes, each pair both ways.
WITH drawn AS MATERIALIZED (
    SELECT area, ST_Transform(geom, 25832) AS geom
    FROM published.area
    WHERE year = @year AND version = @version AND level = 'delbydel' AND geom IS NOT NULL AND bydel NOT IN ('16', '17')
)
SELECT a.area, b.area
FROM drawn a JOIN drawn b ON a.area <> b.area AND ST_DWithin(a.geom, b.geom, @tolerance_metres)
ORDER BY 1, 2;
