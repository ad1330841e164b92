-- Makes room for one version of a year: what was measured under the same year and version goes, head and areas come. What is out of it
-- stays until it is published anew.
-- Parameters: @year, @version, @at, @program, @vintage, @inputs (JSON), @first_year (of the years looked back on), @interpolate (all years'
-- population figures count), @code_changes (the table's text); the areas as four arrays of one length: @levels, @codes,
-- @names, @parents; the coverage as six: @sources, @themes (each a list joined by «,»), @placed, @unplaced, @outside, @months.
DELETE FROM heatmap.measurement WHERE year = @year AND version = @version;

INSERT INTO heatmap.measurement (year, version, measured_at, program_version, vintage_id, inputs)
VALUES (@year, @version, @at, @program, @vintage, @inputs::jsonb);

INSERT INTO heatmap.area (year, version, level, area, area_name, parent)
SELECT @year, @version, * FROM unnest(@levels::text[], @codes::text[], @names::text[], @parents::text[]);

INSERT INTO heatmap.coverage (year, version, source, themes, placed, unplaced, outside, months)
SELECT @year, @version, c.source, string_to_array(c.themes, ','), c.placed, c.unplaced, c.outside, c.months
FROM unnest(@sources::text[], @themes::text[], @placed::int[], @unplaced::int[], @outside::int[], @months::int[])
     AS c (source, themes, placed, unplaced, outside, months);

INSERT INTO heatmap.bound_population (year, version, code, population_year, residents, dwellings, municipal_dwellings)
SELECT @year, @version, code, year, residents, dwellings, municipal_dwellings
FROM geo.population WHERE @interpolate::boolean OR year BETWEEN @first_year::int AND @year;

INSERT INTO heatmap.bound_content (hash, content)
SELECT @inputs::jsonb ->> 'code_changes', @code_changes
UNION
SELECT @inputs::jsonb ->> 'taxonomy', jsonb_agg(jsonb_build_object('category', c.category, 'theme', t.theme, 'protected', t.protected, 'severity', c.severity))::text
FROM incident.category c JOIN incident.theme t USING (theme)
ON CONFLICT DO NOTHING;
