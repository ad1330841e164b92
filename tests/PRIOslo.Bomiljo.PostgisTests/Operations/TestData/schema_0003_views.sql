-- Views and rights as the program with schema 0003 left them.
-- The boundary, building and other vintages in force: the newest import per layer and year. Real areas retire all approximate
-- ones, the approximate outline too.
CREATE OR REPLACE VIEW geo.current_vintage AS
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
-- Every incident with its place in the delbydel vintage of its own year. Incidents with no placement yet (no boundaries
-- imported) are left out here and counted as unplaced elsewhere.
CREATE OR REPLACE VIEW incident.placed AS
SELECT i.delivery_id, i.line, i.source, i.category, c.theme, i.occurred_at, i.occurred_year, i.incidents, i.point,
       p.outcome, p.method, p.delbydel, p.vintage_id
FROM incident.incident i
JOIN incident.category c USING (category)
JOIN (SELECT year::smallint AS occurred_year, geo.vintage_for('delbydel', year::int) AS vintage_id
      FROM generate_series(1950, 2200) AS year) v USING (occurred_year)
JOIN incident.placement p USING (vintage_id, delivery_id, line);
-- The version of each published year that is shown: the highest.
CREATE OR REPLACE VIEW published.current AS
SELECT DISTINCT ON (year) year, version, published_at, provisional, approximate, cells, suppressed
FROM published.release
ORDER BY year, version DESC;
-- Features of the layers that anybody may use in a site check; existing homes for the target groups are not among them.
CREATE OR REPLACE VIEW geo.open_feature AS
SELECT f.vintage_id, v.layer, v.year, f.feature_no, f.code, f.name, f.kind, f.geom
FROM geo.feature f
JOIN geo.current_vintage v USING (vintage_id)
WHERE v.layer IN ('school', 'kindergarten', 'business', 'land-use');
-- The web's role reads what is published and what the site check needs, and nothing else.
REVOKE ALL ON ALL TABLES IN SCHEMA geo, ledger, incident, heatmap, published FROM bomiljo_web;
GRANT USAGE ON SCHEMA published, geo TO bomiljo_web;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO bomiljo_web;
GRANT SELECT ON geo.vintage, geo.current_vintage, geo.area, geo.building, geo.address, geo.open_feature TO bomiljo_web;
