-- Delbydeler of a year whose boundary is the same in the vintage of an earlier year, so that counts can be compared; and bydeler, and the
-- city without Sentrum and Marka, whose outline is the same although areas inside it have changed.
-- Parameters: @first_year, @year (not included as an earlier year); @tolerance is the share of the area that may differ, as when a
-- border is drawn finer. Columns: earlier year; code: four digits of a delbydel, two of a bydel, «by» for the city; of a bydel or the city the
-- codes that it consists of now, those that it consisted of, and those of the earlier boundaries outside it; null for a delbydel.
WITH now AS MATERIALIZED (
    SELECT DISTINCT ON (a.code) a.code, a.geom, a.vintage_id, layer.rank = 1 AS is_delbydel
    FROM unnest(ARRAY['delbydel', 'sentrum', 'marka']) WITH ORDINALITY AS layer (name, rank)
    JOIN geo.area a ON a.vintage_id = geo.vintage_for(layer.name, @year)
    ORDER BY a.code, layer.rank
), vintages AS MATERIALIZED (
    SELECT DISTINCT geo.vintage_for(layer, y) AS vintage_id, y AS year, layer = 'delbydel' AS is_delbydel
    FROM generate_series(@first_year, @year - 1) AS y, unnest(ARRAY['delbydel', 'sentrum', 'marka']) AS layer
), same AS MATERIALIZED ( -- once per pair of vintages, not once per year
    SELECT old.vintage_id, n.code
    FROM (SELECT DISTINCT vintage_id FROM vintages) v
    JOIN geo.area old USING (vintage_id)
    JOIN now n USING (code)
    WHERE old.vintage_id = n.vintage_id
       OR CASE WHEN abs(ST_Area(old.geom) - ST_Area(n.geom)) <= @tolerance * ST_Area(n.geom)
               THEN ST_Area(ST_SymDifference(ST_MakeValid(old.geom), ST_MakeValid(n.geom))) <= 2 * @tolerance * ST_Area(n.geom) END
), earlier AS MATERIALIZED (
    SELECT v.vintage_id, old.code, old.geom FROM (SELECT DISTINCT vintage_id FROM vintages WHERE is_delbydel) v JOIN geo.area old USING (vintage_id)
), part AS ( -- of the wholes that hold an area which is not the same
    SELECT e.vintage_id, whole.code AS whole, e.code, e.geom, false AS is_now
    FROM earlier e, LATERAL (VALUES (left(e.code, 2)), ('by')) AS whole (code)
    UNION ALL
    SELECT v.vintage_id, whole.code, n.code, n.geom, true
    FROM (SELECT DISTINCT vintage_id FROM earlier) v CROSS JOIN now n, LATERAL (VALUES (left(n.code, 2)), ('by')) AS whole (code)
    WHERE n.is_delbydel
), whole AS MATERIALIZED (
    SELECT p.vintage_id, p.whole,
           array_agg(p.code) FILTER (WHERE p.is_now) AS codes, array_agg(p.code) FILTER (WHERE NOT p.is_now) AS old_codes,
           ST_UnaryUnion(ST_Collect(ST_MakeValid(p.geom)) FILTER (WHERE p.is_now)) AS now,
           ST_UnaryUnion(ST_Collect(ST_MakeValid(p.geom)) FILTER (WHERE NOT p.is_now)) AS old
    FROM part p
    WHERE EXISTS (SELECT FROM now n WHERE n.is_delbydel AND p.whole IN (left(n.code, 2), 'by')
                    AND NOT EXISTS (SELECT FROM same s WHERE (s.vintage_id, s.code) = (p.vintage_id, n.code)))
    GROUP BY 1, 2
), kept AS (
    SELECT vintage_id, code, NULL::text[] AS codes, NULL::text[] AS old_codes, NULL::text[] AS outside FROM same
    UNION ALL
    SELECT vintage_id, whole, codes, old_codes, ARRAY(SELECT e.code FROM earlier e WHERE e.vintage_id = whole.vintage_id AND e.code <> ALL (old_codes))
    FROM whole
    WHERE abs(ST_Area(old) - ST_Area(now)) <= @tolerance * ST_Area(now) AND ST_Area(ST_SymDifference(old, now)) <= 2 * @tolerance * ST_Area(now)
)
SELECT DISTINCT v.year, k.code, k.codes, k.old_codes, k.outside FROM vintages v JOIN kept k USING (vintage_id) ORDER BY 1, 2;
