-- Incidents of one year that have no placement in one boundary vintage.
-- Parameters: @year, @vintage. Columns: delivery, line, east and north (EPSG:25832; null where the source gives no point),
-- the area that the source states and its kind (the area is null where it states none).
SELECT i.delivery_id, i.line, ST_X(i.point), ST_Y(i.point), i.area_code, i.area_kind
FROM incident.incident i
WHERE i.occurred_year = @year
  AND NOT EXISTS (SELECT FROM incident.placement p
                  WHERE p.vintage_id = @vintage AND p.delivery_id = i.delivery_id AND p.line = i.line);
