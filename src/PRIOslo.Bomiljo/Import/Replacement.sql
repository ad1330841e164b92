-- Incidents of one year that must be placed in one boundary vintage.
-- Parameters: @year; @vintage; @all, true also for those that are placed in it. Without @all those are among them that have no point and
-- state a delbydel which the vintage does not have: the table of changed areas may place them otherwise now. Columns: delivery, line, east
-- and north (EPSG:25832; null where the source gives no point), the area that the source states and its kind (the area is null where it
-- states none), true where it is placed in the vintage already, and the delbydel that it is placed in (null where in none).
SELECT i.delivery_id, i.line, ST_X(i.point), ST_Y(i.point), i.area_code, i.area_kind, i.place_vintage IS NOT DISTINCT FROM @vintage, i.place_delbydel
FROM incident.incident i
WHERE i.occurred_year = @year
  AND (@all OR i.place_vintage IS DISTINCT FROM @vintage
       OR (i.point IS NULL AND i.area_kind = 'delbydel'
           AND i.area_code <> ALL (ARRAY(SELECT a.code FROM geo.area a
                                         WHERE a.vintage_id IN (@vintage, geo.vintage_for('sentrum', @year), geo.vintage_for('marka', @year))))));
