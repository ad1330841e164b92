-- An incident's placement stands in its own row: one COPY instead of two, one index instead of five. It is the one in the vintage
-- that applies to the incident's year; when boundaries come in, what they touch is placed again in the same transaction.
-- The numbers are those of the program's enumerations; the view incident.placement tells them as words.
DROP VIEW IF EXISTS incident.placed CASCADE; -- views come back from their own files
DROP POLICY IF EXISTS raw ON incident.incident;

ALTER TABLE incident.incident
    ADD COLUMN place_vintage int,
    ADD COLUMN place_outcome smallint CHECK (place_outcome BETWEEN 0 AND 2),
    ADD COLUMN place_method smallint CHECK (place_method >= 0),
    ADD COLUMN place_delbydel text,
    ADD CHECK ((place_vintage IS NULL) = (place_outcome IS NULL) AND (place_vintage IS NULL) = (place_method IS NULL)),
    ADD CHECK ((place_outcome IS NOT DISTINCT FROM 1) = (place_delbydel IS NOT NULL));
COMMENT ON COLUMN incident.incident.place_vintage IS 'The boundaries in which it is placed; null where none were imported yet';

-- Repeats geo.vintage_for, which stands in a view file and may change.
WITH current_vintage AS (
    SELECT v.vintage_id, v.year FROM geo.vintage v
    WHERE v.layer = 'delbydel' AND v.superseded_at IS NULL
      AND NOT (v.approximate AND EXISTS (
          SELECT FROM geo.vintage r WHERE r.layer = 'delbydel' AND NOT r.approximate AND r.superseded_at IS NULL))
), applies AS (
    SELECT y.occurred_year, (SELECT c.vintage_id FROM current_vintage c
                             ORDER BY c.year > y.occurred_year, CASE WHEN c.year <= y.occurred_year THEN -c.year ELSE c.year END LIMIT 1) AS vintage_id
    FROM (SELECT DISTINCT occurred_year FROM incident.incident) y
)
UPDATE incident.incident i
SET place_vintage = p.vintage_id,
    place_outcome = array_position(ARRAY['unplaced', 'placed', 'outside'], p.outcome) - 1,
    place_method = array_position(ARRAY['none', 'polygon', 'sliver', 'sentrum', 'marka', 'area-code', 'area-share'], p.method) - 1,
    place_delbydel = p.delbydel
FROM applies a JOIN incident.placement p USING (vintage_id)
WHERE a.occurred_year = i.occurred_year AND p.delivery_id = i.delivery_id AND p.line = i.line;

DROP TABLE incident.placement;

-- Keys are compared in memory by the import, which holds the source's lock; years come with deliveries, so block ranges find them.
DROP INDEX incident.incident_source_key;
DROP INDEX incident.incident_year;
CREATE INDEX incident_year ON incident.incident USING brin (occurred_year) WITH (pages_per_range = 32, autosummarize = on);
