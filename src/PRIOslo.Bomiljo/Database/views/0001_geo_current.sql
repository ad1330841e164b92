-- The boundary, building and other vintages in force: the newest import per layer and year. Real areas retire all approximate
-- ones, the approximate outline too.
CREATE OR REPLACE VIEW geo.current_vintage WITH (security_invoker = true) AS
SELECT v.*
FROM geo.vintage v
WHERE v.superseded_at IS NULL
  AND NOT (v.approximate AND EXISTS (
      SELECT FROM geo.vintage r WHERE r.layer IN (v.layer, 'delbydel') AND NOT r.approximate AND r.superseded_at IS NULL));

-- The vintage of a layer that applies to a year: the latest not after it, else the earliest. Null where there is none.
CREATE OR REPLACE FUNCTION geo.vintage_for(wanted_layer text, wanted_year int) RETURNS int
LANGUAGE sql STABLE AS $$
    SELECT vintage_id
    FROM geo.current_vintage
    WHERE layer = wanted_layer
    ORDER BY year > wanted_year, CASE WHEN year <= wanted_year THEN -year ELSE year END
    LIMIT 1
$$;
