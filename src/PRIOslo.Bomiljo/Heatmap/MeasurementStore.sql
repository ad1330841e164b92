-- What a year's measurement rests on: deliveries with incidents in the years looked back on, boundaries, population, the taxonomy,
-- the parameters, and decisions and breaks about its sources, each by hash or as they are.
-- Parameters: @year, @first_year (of the years looked back on), @interpolate (later population figures count too), @parameters
-- (JSON), @same_events (JSON: the rules that are switched on), @program_version, @code_changes (the table's SHA-256), @categories (those that the taxonomy's hash is of; null for all). Columns: the
-- delbydel vintage (null where none is imported), the inputs as JSON.
SELECT geo.vintage_for('delbydel', @year::int),
       jsonb_build_object(
           'program', @program_version::text,
           'parameters', @parameters::jsonb,
           'sameEvents', @same_events::jsonb,
           'interpolate', @interpolate::boolean,
           'deliveries', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.delivery_id, 'source', d.source, 'sha256', d.sha256, 'mapping', d.mapping_sha256) ORDER BY d.delivery_id), '[]')
               FROM ledger.delivery d
               WHERE d.withdrawn_at IS NULL
                 AND extract(year FROM d.first_day) <= @year::int AND extract(year FROM d.last_day) >= @first_year::int),
           'boundaries', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('layer', v.layer, 'vintage', v.vintage_id, 'year', v.year, 'sha256', v.sha256) ORDER BY v.layer, v.vintage_id), '[]')
               FROM geo.vintage v
               WHERE v.vintage_id IN (SELECT geo.vintage_for(layer, y)
                                      FROM unnest(ARRAY['delbydel', 'municipality', 'sentrum', 'marka', 'bydel']) AS layer,
                                           generate_series(@first_year::int, @year::int) AS y)),
           'code_changes', @code_changes::text,
           'population', (
               SELECT md5(coalesce(string_agg(concat_ws(':', code, year, residents, coalesce(dwellings, -1), coalesce(municipal_dwellings, -1)), ';' ORDER BY code, year), ''))
               FROM geo.population WHERE @interpolate::boolean OR year BETWEEN @first_year::int AND @year::int),
           'decisions', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'year', year, 'enters', enters, 'reason', reason)
                                              || jsonb_strip_nulls(jsonb_build_object('answered', answered, 'deliveries', deliveries)) ORDER BY source, year), '[]')
               FROM heatmap.coverage_decision WHERE year BETWEEN @first_year::int AND @year::int),
           'breaks', (
               SELECT coalesce(jsonb_agg(jsonb_build_object(kind, name, 'year', year, 'reason', reason) ORDER BY kind, name, year), '[]')
               FROM heatmap.series_break WHERE year BETWEEN @first_year::int AND @year::int),
           'taxonomy', (
               SELECT md5(coalesce(string_agg(concat_ws(':', c.category, t.theme, t.protected, c.severity), ';' ORDER BY c.category), ''))
               FROM incident.category c JOIN incident.theme t USING (theme)
               WHERE @categories::text[] IS NULL OR c.category = ANY (@categories)))::text;
