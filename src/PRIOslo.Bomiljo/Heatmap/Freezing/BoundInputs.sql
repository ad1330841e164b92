-- Puts what a frozen version was measured with in the place of what stands now, in a transaction that is rolled back.
-- Parameters: @year, @version; @population, @decisions, @breaks, @boundaries, @taxonomy say which. Nothing is null. Grunnkretser, which no
-- inputs name, are those that were in force when it was measured. Categories that have come since stay.
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

-- Other vintages retire where they would apply to a year that is looked back on, or would retire an approximate one.
WITH bound AS (
    SELECT v.*
    FROM heatmap.frozen f, jsonb_to_recordset(f.inputs -> 'boundaries') AS b (vintage int)
    JOIN geo.vintage v ON v.vintage_id = b.vintage
    WHERE f.year = @year AND f.version = @version
)
UPDATE geo.vintage v SET superseded_at = now()
WHERE @boundaries AND v.superseded_at IS NULL
  AND CASE WHEN v.layer = 'grunnkrets' THEN v.imported_at > (SELECT measured_at FROM heatmap.measurement WHERE year = @year AND version = @version)
           ELSE v.layer IN ('delbydel', 'municipality', 'sentrum', 'marka', 'bydel') AND v.vintage_id NOT IN (SELECT vintage_id FROM bound)
                AND (EXISTS (SELECT FROM bound WHERE approximate)
                     OR v.year <= coalesce((SELECT greatest(@year, max(b.year)) FROM bound b WHERE b.layer = v.layer HAVING count(*) > 0), v.year)) END;

UPDATE geo.vintage v SET superseded_at = NULL
FROM heatmap.frozen f JOIN heatmap.measurement m USING (year, version)
WHERE f.year = @year AND f.version = @version AND @boundaries
  AND CASE WHEN v.layer = 'grunnkrets' THEN v.imported_at <= m.measured_at AND v.superseded_at > m.measured_at
           ELSE f.inputs -> 'boundaries' @> jsonb_build_array(jsonb_build_object('vintage', v.vintage_id)) END;

WITH kept AS (
    SELECT k.*
    FROM heatmap.frozen f JOIN heatmap.bound_content c ON c.hash = f.inputs ->> 'taxonomy',
         jsonb_to_recordset(c.content::jsonb) AS k (category text, theme text, protected boolean, severity double precision)
    WHERE f.year = @year AND f.version = @version AND @taxonomy
), themes AS (
    UPDATE incident.theme t SET protected = k.protected FROM kept k WHERE k.theme = t.theme
)
UPDATE incident.category c SET theme = k.theme, severity = k.severity FROM kept k WHERE k.category = c.category;
