-- Where and when the features of each collection that has any are: years, rising, and the box in WGS84 [west, south, east,
-- north], null where no feature has a polygon. No parameters.
SELECT collection, array_agg(DISTINCT year::int ORDER BY year::int),
       CASE WHEN count(geom) > 0 THEN ARRAY[min(ST_XMin(geom)), min(ST_YMin(geom)), max(ST_XMax(geom)), max(ST_YMax(geom))] END
FROM published.open_feature
GROUP BY collection;
