-- Which role may touch which table; 9001 says which rows. Whatever is not granted here is refused: all is taken away first.
-- bomiljo_web gets nothing. Views are read with the rights of who asks (security_invoker).
DO $$
BEGIN
    -- The database is the program's own: nobody else makes tables or functions in it, not even temporary ones.
    EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA bomiljo, geo, ledger, incident, heatmap, published, site, access, audit
    FROM PUBLIC, bomiljo_web, bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;
REVOKE ALL ON ALL TABLES IN SCHEMA bomiljo, geo, ledger, incident, heatmap, published, site, access, audit
    FROM PUBLIC, bomiljo_web, bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA geo, access, audit, heatmap, published
    FROM PUBLIC, bomiljo_web, bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;

-- All roles: what is published, areas of one's own drawing, the check of who asks, and the audit's one door.
GRANT USAGE ON SCHEMA published, access, audit TO bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;
GRANT EXECUTE ON FUNCTION access.person(), access.has_role(text[]), access.bydeler(), access.projects(), audit.append(text, text, jsonb),
    published.ask_drawn_area(int, public.geometry, boolean)
    TO bomiljo_viewer, bomiljo_planner, bomiljo_analyst, bomiljo_importer;

-- Layers; the importer needs the boundaries and the addresses, to place incidents.
GRANT USAGE ON SCHEMA geo TO bomiljo_planner, bomiljo_analyst, bomiljo_importer;
GRANT SELECT ON ALL TABLES IN SCHEMA geo TO bomiljo_planner, bomiljo_analyst;
GRANT SELECT ON geo.vintage, geo.area, geo.address, geo.street, geo.current_vintage TO bomiljo_importer;
GRANT EXECUTE ON FUNCTION geo.vintage_for(text, int) TO bomiljo_planner, bomiljo_analyst, bomiljo_importer;

-- Incidents, the ledger and true figures.
GRANT USAGE ON SCHEMA incident, ledger, heatmap TO bomiljo_analyst, bomiljo_importer;
GRANT SELECT ON ALL TABLES IN SCHEMA incident, ledger, heatmap TO bomiljo_analyst, bomiljo_importer;
REVOKE ALL ON incident.tally, incident.untallied, incident.counted FROM bomiljo_analyst, bomiljo_importer; -- the owner's alone: no row of them is limited to a bydel
REVOKE ALL ON heatmap.bound_population, heatmap.bound_content FROM bomiljo_analyst, bomiljo_importer; -- for verifying, which the owner does
REVOKE ALL ON heatmap.kept_release, heatmap.kept_cell, heatmap.drawn_area, heatmap.drawn_cut, heatmap.drawn_answer FROM bomiljo_analyst, bomiljo_importer;
GRANT INSERT, UPDATE ON incident.theme, incident.category, ledger.delivery TO bomiljo_importer;
GRANT INSERT ON ledger.rejection TO bomiljo_importer;
GRANT INSERT, DELETE ON incident.incident TO bomiljo_importer;

-- Measures, events and notes; who noted it is filled in by the database.
REVOKE SELECT ON heatmap.event, heatmap.note FROM bomiljo_importer;
GRANT INSERT (kind, area, first_day, last_day, text, public), UPDATE (removed_at) ON heatmap.event TO bomiljo_analyst;
GRANT INSERT (area, year, text), UPDATE (removed_at) ON heatmap.note TO bomiljo_analyst;

-- Sites. By whom and when is filled in by the database, as no role may write those columns.
GRANT USAGE ON SCHEMA site TO bomiljo_planner, bomiljo_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA site TO bomiljo_planner, bomiljo_analyst;
GRANT INSERT (name) ON site.project TO bomiljo_planner;
GRANT INSERT (project_id, name, geom), UPDATE (name, geom) ON site.candidate TO bomiljo_planner;
GRANT INSERT (candidate_id, group_code, verdict, reason, computed_verdict, computed_score, planned_units) ON site.decision TO bomiljo_planner;
