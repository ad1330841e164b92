-- What a year's measurement rests on: deliveries with incidents in the year, boundaries, population and the taxonomy, each by
-- hash, and the decisions about its sources.
-- Parameters: @year, @program_version. Columns: the delbydel vintage (null where none is imported), the inputs as JSON.
SELECT geo.vintage_for('delbydel', @year),
       jsonb_build_object(
           'program', @program_version,
           'deliveries', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.delivery_id, 'source', d.source, 'sha256', d.sha256, 'mapping', d.mapping_sha256) ORDER BY d.delivery_id), '[]')
               FROM ledger.delivery d
               WHERE d.withdrawn_at IS NULL
                 AND @year BETWEEN extract(year FROM d.first_day) AND extract(year FROM d.last_day)),
           'boundaries', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('layer', v.layer, 'vintage', v.vintage_id, 'year', v.year, 'sha256', v.sha256) ORDER BY v.layer), '[]')
               FROM geo.vintage v
               WHERE v.vintage_id IN (geo.vintage_for('delbydel', @year), geo.vintage_for('municipality', @year),
                                      geo.vintage_for('sentrum', @year), geo.vintage_for('marka', @year),
                                      geo.vintage_for('bydel', @year))),
           'population', (
               SELECT md5(coalesce(string_agg(concat_ws(':', code, residents, dwellings, municipal_dwellings), ';' ORDER BY code), ''))
               FROM geo.population WHERE year = @year),
           'decisions', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'enters', enters, 'reason', reason) ORDER BY source), '[]')
               FROM heatmap.coverage_decision WHERE year = @year),
           'breaks', (
               SELECT coalesce(jsonb_agg(jsonb_build_object(kind, name, 'year', year, 'reason', reason) ORDER BY kind, name, year), '[]')
               FROM heatmap.series_break WHERE year <= @year),
           'taxonomy', (
               SELECT md5(coalesce(string_agg(concat_ws(':', c.category, t.theme, t.protected), ';' ORDER BY c.category), ''))
               FROM incident.category c JOIN incident.theme t USING (theme)))::text;
