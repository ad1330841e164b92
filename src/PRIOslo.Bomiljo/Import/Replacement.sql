-- Incidents of one year that must be placed in one boundary vintage.
-- Parameters: @year; @vintage; @all, true also for those that are placed in it. Columns: delivery, line, east and north
-- (EPSG:25832; null where the source gives no point), the area that the source states and its kind (the area is null where it
-- states none).
SELECT i.delivery_id, i.line, ST_X(i.point), ST_Y(i.point), i.area_code, i.area_kind
FROM incident.incident i
WHERE i.occurred_year = @year AND (@all OR i.place_vintage IS DISTINCT FROM @vintage);
