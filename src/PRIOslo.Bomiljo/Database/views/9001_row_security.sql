-- Which rows a role sees and writes, by the person's claim. Without a claim that counts: none. (SELECT …) makes the server check
-- the claim once per statement instead of once per row. The owner is not bound by this; published tables are for all.
--
-- A person limited to bydeler sees the incidents that are placed in them, and the true figures of them and their delbydeler, but
-- not the city's, which would give the others' away. The ledger and its rejections tell of no place: they are seen whole.
DO $$
DECLARE
    t regclass;
    p record;
BEGIN
    FOR p IN SELECT polname, polrelid::regclass AS relation FROM pg_policy JOIN pg_class c ON c.oid = polrelid
             WHERE c.relnamespace::regnamespace::text IN ('geo', 'ledger', 'incident', 'heatmap', 'site') LOOP
        EXECUTE format('DROP POLICY %I ON %s', p.polname, p.relation);
    END LOOP;

    FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r'
             AND relnamespace::regnamespace::text IN ('geo', 'ledger', 'incident', 'heatmap', 'site', 'access', 'audit') LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['geo.building', 'geo.feature', 'geo.population', 'geo.terrain', 'geo.terrain_strip']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY layers ON %s FOR SELECT USING ((SELECT access.has_role('planner', 'analyst')))$policy$, t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['geo.vintage', 'geo.area', 'geo.address', 'geo.street']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY layers ON %s FOR SELECT USING ((SELECT access.has_role('planner', 'analyst', 'importer')))$policy$, t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['incident.theme', 'incident.category', 'ledger.delivery', 'ledger.rejection', 'ledger.retention', 'heatmap.measurement', 'heatmap.coverage',
                                 'heatmap.coverage_decision', 'heatmap.series_break', 'heatmap.taken_back', 'heatmap.gate', 'heatmap.incomplete_source', 'heatmap.source_month', 'heatmap.frozen']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY raw ON %s FOR SELECT USING ((SELECT access.has_role('analyst', 'importer')))$policy$, t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['incident.theme', 'incident.category', 'ledger.delivery', 'ledger.rejection', 'incident.incident']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY import_in ON %s FOR INSERT WITH CHECK ((SELECT access.has_role('importer')))$policy$, t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['incident.theme', 'incident.category', 'ledger.delivery']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY import_change ON %s FOR UPDATE USING ((SELECT access.has_role('importer')))$policy$, t);
    END LOOP;

    -- Beside an area's own figure these tell the whole city's.
    FOREACH t IN ARRAY ARRAY['heatmap.comparison', 'heatmap.theme_result', 'heatmap.index_value', 'heatmap.same_event']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY raw ON %s FOR SELECT USING (
            (SELECT access.has_role('analyst', 'importer')) AND (SELECT access.bydeler()) IS NULL)$policy$, t);
    END LOOP;

    FOREACH t IN ARRAY ARRAY['heatmap.area', 'heatmap.figure', 'heatmap.profile']::regclass[] LOOP
        EXECUTE format($policy$CREATE POLICY raw ON %s FOR SELECT USING (
            (SELECT access.has_role('analyst', 'importer'))
            AND ((SELECT access.bydeler()) IS NULL
                 OR level IN ('delbydel', 'bydel') AND left(area, 2) = ANY ((SELECT access.bydeler())::text[])))$policy$, t);
    END LOOP;
END
$$;

CREATE POLICY raw ON heatmap.told_twice FOR SELECT USING (
    (SELECT access.has_role('analyst', 'importer'))
    AND ((SELECT access.bydeler()) IS NULL OR left(area, 2) = ANY ((SELECT access.bydeler())::text[])));

CREATE POLICY raw ON incident.incident FOR SELECT USING (
    (SELECT access.has_role('analyst', 'importer'))
    AND ((SELECT access.bydeler()) IS NULL OR left(place_delbydel, 2) = ANY ((SELECT access.bydeler())::text[])));
CREATE POLICY import_out ON incident.incident FOR DELETE USING ((SELECT access.has_role('importer')));

-- Sites: planners and analysts of the project see them, its planners write them. A candidate goes with its project, a decision with
-- its candidate. Of a project are those whose claim names it, and who added it.
CREATE POLICY members ON site.project FOR SELECT USING (
    (SELECT access.has_role('planner', 'analyst'))
    AND (id = ANY ((SELECT access.projects())::int[]) OR added_for = (SELECT access.person() ->> 'sub')));
CREATE POLICY planners_add ON site.project FOR INSERT WITH CHECK (
    (SELECT access.has_role('planner')) AND added_for = (SELECT access.person() ->> 'sub'));
CREATE POLICY members ON site.candidate FOR SELECT USING (
    (SELECT access.has_role('planner', 'analyst')) AND EXISTS (SELECT FROM site.project p WHERE p.id = project_id));
CREATE POLICY planners_add ON site.candidate FOR INSERT WITH CHECK (
    (SELECT access.has_role('planner')) AND EXISTS (SELECT FROM site.project p WHERE p.id = project_id));
CREATE POLICY planners_change ON site.candidate FOR UPDATE USING (
    (SELECT access.has_role('planner')) AND EXISTS (SELECT FROM site.project p WHERE p.id = project_id));
CREATE POLICY members ON site.decision FOR SELECT USING (
    (SELECT access.has_role('planner', 'analyst')) AND EXISTS (SELECT FROM site.candidate c WHERE c.id = candidate_id));
CREATE POLICY planners_add ON site.decision FOR INSERT WITH CHECK (
    (SELECT access.has_role('planner')) AND EXISTS (SELECT FROM site.candidate c WHERE c.id = candidate_id));

-- Measures, events and notes: of the whole city, and of the analyst's own bydeler. They are written for these alone.
DO $$
DECLARE
    mine constant text := $rule$(SELECT access.has_role('analyst'))
        AND ((SELECT access.bydeler()) IS NULL OR left(area, 2) = ANY ((SELECT access.bydeler())::text[]))$rule$;
BEGIN
    EXECUTE format('CREATE POLICY analysts ON heatmap.event FOR SELECT USING ((SELECT access.has_role(''analyst'')) AND area IS NULL OR %s)', mine);
    EXECUTE format('CREATE POLICY analysts_add ON heatmap.event FOR INSERT WITH CHECK (%s)', mine);
    EXECUTE format('CREATE POLICY analysts_remove ON heatmap.event FOR UPDATE USING (%s)', mine);
    EXECUTE format('CREATE POLICY analysts ON heatmap.note FOR SELECT USING (%s)', mine);
    EXECUTE format('CREATE POLICY analysts_add ON heatmap.note FOR INSERT WITH CHECK (%s)', mine);
    EXECUTE format('CREATE POLICY analysts_remove ON heatmap.note FOR UPDATE USING (%s)', mine);
END
$$;

-- The owner's own session has no claim and names its user in bomiljo.actor; a role that is taken on writes nothing without a claim.
ALTER TABLE heatmap.event ALTER COLUMN noted_by SET DEFAULT coalesce(access.person() ->> 'sub', current_setting('bomiljo.actor', true));
ALTER TABLE heatmap.note ALTER COLUMN noted_by SET DEFAULT coalesce(access.person() ->> 'sub', current_setting('bomiljo.actor', true));
ALTER TABLE site.project ALTER COLUMN added_for SET DEFAULT coalesce(access.person() ->> 'sub', '');
ALTER TABLE site.candidate ALTER COLUMN created_by SET DEFAULT coalesce(access.person() ->> 'sub', current_setting('bomiljo.actor', true));
ALTER TABLE site.decision ALTER COLUMN decided_by SET DEFAULT coalesce(access.person() ->> 'sub', current_setting('bomiljo.actor', true));
