-- Writes one version of a year to the published tables, replacing what stood under the same year and version, and earlier ones that were
-- provisional, unless they are frozen, or a frozen version between them and this one makes this one a correction of what readers saw.
-- Parameters: @year, @version, @now, @provisional, @cells, @suppressed, and the hidden cells as three arrays of one length:
-- @hidden_levels, @hidden_areas, @hidden_themes; @largest_small is the largest protected count that is hidden for itself,
-- @least_municipal_dwellings the fewest that are a denominator.
-- Nothing is null.
DELETE FROM published.release r
WHERE r.year = @year AND (r.version = @version OR r.version < @version AND r.provisional
      AND NOT EXISTS (SELECT FROM heatmap.frozen f WHERE f.year = r.year AND f.version >= r.version AND f.version < @version));

INSERT INTO published.release (year, version, published_at, provisional, approximate, cells, suppressed, same_events)
SELECT m.year, m.version, @now, @provisional, v.approximate, @cells, @suppressed,
       EXISTS (SELECT FROM heatmap.same_event s WHERE s.year = m.year AND s.version = m.version)
FROM heatmap.measurement m JOIN geo.vintage v USING (vintage_id)
WHERE m.year = @year AND m.version = @version;

INSERT INTO published.theme (theme, name_nb, name_en, protected, sort_order)
SELECT theme, name_nb, name_en, protected, row_number() OVER (ORDER BY theme) FROM incident.theme
UNION ALL SELECT 'total', 'Samlet', 'Total', true, 0
ON CONFLICT (theme) DO UPDATE
SET name_nb = excluded.name_nb, name_en = excluded.name_en, protected = excluded.protected, sort_order = excluded.sort_order;

-- A hidden count takes with it everything that it could be worked out from. The measurement's intervals hold all counts in their
-- dispersion: those of shown figures are computed anew, from shown figures.
INSERT INTO published.figure (year, version, level, area, theme, count, denominator, denominator_unit, rate, rate_per, suppressed, interpolated)
SELECT f.year, f.version, f.level, f.area, f.theme,
       CASE WHEN h.theme IS NULL THEN f.incidents END, CASE WHEN NOT few.homes THEN f.denominator END, coalesce(r.denominator_unit, 'residents'),
       CASE WHEN h.theme IS NULL AND NOT few.homes THEN f.rate END, f.rate_per, h.theme IS NOT NULL,
       f.interpolated AND NOT few.homes
FROM heatmap.figure f
LEFT JOIN heatmap.theme_result r USING (year, version, theme)
LEFT JOIN unnest(@hidden_levels::text[], @hidden_areas::text[], @hidden_themes::text[]) AS h (level, area, theme) USING (level, area, theme)
CROSS JOIN LATERAL (
    -- So few municipal homes would tell where they are.
    SELECT coalesce(r.denominator_unit = 'municipal-dwellings' AND f.denominator < @least_municipal_dwellings, false) AS homes) few
WHERE f.year = @year AND f.version = @version;

-- Share and months narrow a count that is hidden for the whole city, and the share tells how many rows have no place: neither
-- goes out where it is about a small protected number.
INSERT INTO published.coverage (year, version, source, placed_percent, months)
SELECT c.year, c.version, c.source,
       CASE WHEN c.unplaced + c.outside NOT BETWEEN 1 AND @largest_small
                 OR NOT EXISTS (SELECT FROM incident.theme t WHERE t.protected AND t.theme = ANY (c.themes))
            THEN round(100.0 * c.placed / nullif(c.placed + c.unplaced + c.outside, 0)) END,
       c.months
FROM heatmap.coverage c
WHERE c.year = @year AND c.version = @version
  AND NOT EXISTS (SELECT FROM unnest(@hidden_levels::text[], @hidden_themes::text[]) AS h (level, theme)
                  WHERE h.level = 'by' AND h.theme = ANY (c.themes));

-- The themes are those that the source has told of in any year: what it tells of in this one may be hidden.
INSERT INTO published.override (year, version, source, enters, reason, themes)
SELECT g.year, g.version, g.source, g.outcome = 'overridden', g.reason,
       ARRAY(SELECT c.theme FROM incident.counted n JOIN incident.category c USING (category) WHERE n.source = g.source
             UNION SELECT c.theme FROM heatmap.source_month m JOIN incident.category c USING (category) WHERE m.source = g.source
             ORDER BY 1)
FROM heatmap.gate g
WHERE g.year = @year AND g.version = @version AND g.reason IS NOT NULL;

-- Polygons of the vintage that was measured. A bydel is its own layer's polygon where there is one, else its delbydeler together.
WITH vintages AS (
    SELECT m.vintage_id AS delbydel, geo.vintage_for('sentrum', @year) AS sentrum, geo.vintage_for('marka', @year) AS marka,
           geo.vintage_for('bydel', @year) AS bydel
    FROM heatmap.measurement m WHERE m.year = @year AND m.version = @version
), polygons AS (
    SELECT DISTINCT ON (a.code) 'delbydel' AS level, a.code AS area, left(a.code, 2) AS bydel, a.geom
    FROM geo.area a, vintages v
    WHERE a.vintage_id IN (v.delbydel, v.sentrum, v.marka)
    ORDER BY a.code, a.vintage_id = v.delbydel DESC
), bydeler AS (
    SELECT 'bydel' AS level, d.bydel AS area, d.bydel, coalesce((array_agg(b.geom))[1], ST_CollectionExtract(ST_Union(d.geom), 3)) AS geom
    FROM polygons d CROSS JOIN vintages v LEFT JOIN geo.area b ON b.vintage_id = v.bydel AND b.code = d.bydel
    GROUP BY d.bydel
), drawn AS (
    SELECT * FROM polygons UNION ALL SELECT * FROM bydeler
)
INSERT INTO published.area (year, version, level, area, area_name, bydel, geom)
SELECT a.year, a.version, a.level, a.area, a.area_name, coalesce(d.bydel, ''), ST_Multi(ST_Transform(d.geom, 4326))
FROM heatmap.area a LEFT JOIN drawn d USING (level, area)
WHERE a.year = @year AND a.version = @version;

INSERT INTO published.seal (year, version, program_version, frozen_sha256)
SELECT m.year, m.version, m.program_version, f.sha256
FROM heatmap.measurement m LEFT JOIN heatmap.frozen f USING (year, version)
WHERE m.year = @year AND m.version = @version;

INSERT INTO published.series_break (year, version, kind, name, break_year)
SELECT r.year, r.version, b.kind, b.name, b.year
FROM published.release r JOIN heatmap.series_break b ON b.year <= r.year
WHERE r.year = @year AND r.version = @version
UNION
-- A source-year that lacks months or places is compared with neither the year before nor the year after. Like its coverage it is not told of where
-- a theme that the source has told of is hidden for the whole city, in this year or in the one that lacks them.
SELECT i.year, i.version, 'source', i.source, edge.year
FROM heatmap.incomplete_source i, LATERAL (VALUES (i.source_year), (i.source_year + 1)) AS edge (year)
WHERE i.year = @year AND i.version = @version AND edge.year <= i.year
  AND NOT EXISTS (
      SELECT FROM published.figure p
      WHERE p.level = 'by' AND p.suppressed AND (p.year = i.source_year OR p.year = i.year AND p.version = i.version)
        AND p.theme IN (SELECT c.theme FROM incident.counted n JOIN incident.category c USING (category) WHERE n.source = i.source
                        UNION SELECT c.theme FROM heatmap.source_month m JOIN incident.category c USING (category) WHERE m.source = i.source));

-- The names that the newest deliveries of the year's sources came under, whether the sources enter or not.
INSERT INTO published.source (source, name_nb, name_en)
SELECT DISTINCT ON (d.source) d.source, d.name_nb, d.name_en
FROM ledger.delivery d
WHERE d.name_nb IS NOT NULL AND d.name_en IS NOT NULL
  AND d.source IN (SELECT source FROM heatmap.gate WHERE year = @year AND version = @version
                   UNION SELECT source FROM published.coverage WHERE year = @year AND version = @version
                   UNION SELECT name FROM published.series_break WHERE year = @year AND version = @version AND kind = 'source')
ORDER BY d.source, d.delivery_id DESC
ON CONFLICT (source) DO UPDATE SET name_nb = excluded.name_nb, name_en = excluded.name_en;

-- Measures of the year that may be told, whole days included; where a home for the target groups lies never goes out.
INSERT INTO published.event (year, version, event_id, kind, area, first_day, last_day, text)
SELECT r.year, r.version, e.event_id, e.kind, e.area, e.first_day, e.last_day, e.text
FROM published.release r
JOIN heatmap.event e ON e.first_day <= make_date(r.year, 12, 31) AND coalesce(e.last_day, 'infinity') >= make_date(r.year, 1, 1)
WHERE r.year = @year AND r.version = @version AND e.public AND e.kind <> 'facility' AND e.removed_at IS NULL;

-- A correction is out by decision only. What is provisional may be frozen, with its reason, and not be decided yet. It corrects what readers
-- saw until then (as published.current), with its own reason and those of the versions frozen since that nobody saw, oldest first; not those that were given before it was said that they go out.
INSERT INTO published.correction (year, version, corrects, reason)
SELECT f.year, f.version, e.version, r.reasons
FROM heatmap.frozen f
CROSS JOIN LATERAL (
    SELECT version FROM published.release WHERE year = f.year AND version < f.version ORDER BY provisional, version DESC LIMIT 1) AS e
CROSS JOIN LATERAL (
    SELECT string_agg(given.reason, ' – ' ORDER BY given.version) AS reasons
    FROM (SELECT reason, min(version) AS version FROM heatmap.frozen WHERE year = f.year AND version > e.version AND version <= f.version
            AND frozen_at > (SELECT applied_at FROM bomiljo.migration WHERE name = '0085_published_correction.sql')
          GROUP BY reason) AS given) AS r
WHERE f.year = @year AND f.version = @version AND r.reasons IS NOT NULL AND NOT @provisional;
