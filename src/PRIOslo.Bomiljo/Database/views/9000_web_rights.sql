-- The web's role reads what is published and what the site check needs, and nothing else.
REVOKE ALL ON ALL TABLES IN SCHEMA geo, ledger, incident, heatmap, published FROM bomiljo_web;
GRANT USAGE ON SCHEMA published, geo TO bomiljo_web;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO bomiljo_web;
GRANT SELECT ON geo.vintage, geo.current_vintage, geo.area, geo.building, geo.address, geo.open_feature TO bomiljo_web;
