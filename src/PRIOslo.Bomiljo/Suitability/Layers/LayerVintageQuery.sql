-- The latest vintage in force of each layer that the site check reads.
-- Parameters: @layers, their names (text[]); @year, beyond which no vintage applies yet; @areas, the layers that are read from the earliest
-- later vintage where none applies yet, as geo.vintage_for does (text[]).
-- Columns: vintage, layer, year, features, day of import (Europe/Oslo), whether it is approximate, source, the day that it
-- describes and where it tells anything (EPSG:25832), both null where not stated.
SELECT DISTINCT ON (layer)
       vintage_id, layer, year::int, features, (imported_at AT TIME ZONE 'Europe/Oslo')::date AS imported_on, approximate,
       source, dated_on, coverage
FROM geo.current_vintage
WHERE layer = ANY (@layers) AND (year <= @year OR layer = ANY (@areas))
ORDER BY layer, year > @year, abs(year - @year);
