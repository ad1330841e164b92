-- Puts what a frozen version was measured with in the place of what stands now, in a transaction that is rolled back.
-- Parameters: @year, @version; @population, @decisions, @breaks say which. Nothing is null.
DELETE FROM geo.population WHERE @population;
INSERT INTO geo.population (code, year, residents, dwellings, municipal_dwellings)
SELECT code, population_year, residents, dwellings, municipal_dwellings
FROM heatmap.bound_population WHERE year = @year AND version = @version AND @population;

DELETE FROM heatmap.coverage_decision WHERE @decisions;
INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by, answered, deliveries)
SELECT d.source, d.year, d.enters, d.reason, f.frozen_at, f.frozen_by, d.answered,
       CASE WHEN d.deliveries IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(d.deliveries)::int) END
FROM heatmap.frozen f, jsonb_to_recordset(f.inputs -> 'decisions') AS d (source text, year smallint, enters boolean, reason text, answered jsonb, deliveries jsonb)
WHERE f.year = @year AND f.version = @version AND @decisions;

DELETE FROM heatmap.series_break WHERE @breaks;
INSERT INTO heatmap.series_break (kind, name, year, reason, noted_at, noted_by)
SELECT kind, coalesce(b.source, b.theme), b.year, b.reason, f.frozen_at, f.frozen_by
FROM heatmap.frozen f, jsonb_to_recordset(f.inputs -> 'breaks') AS b (source text, theme text, year smallint, reason text),
     LATERAL (SELECT CASE WHEN b.source IS NULL THEN 'theme' ELSE 'source' END AS kind) k
WHERE f.year = @year AND f.version = @version AND @breaks;
