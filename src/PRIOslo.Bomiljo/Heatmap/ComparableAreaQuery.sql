-- Delbydeler of a year whose boundary is the same in the vintage of an earlier year, so that counts can be compared.
-- Parameters: @first_year, @year (not included as an earlier year); @tolerance is the share of the area that may differ, as when a
-- border is drawn finer. Columns: earlier year, code.
WITH now AS MATERIALIZED (
    SELECT DISTINCT ON (a.code) a.code, a.geom, a.vintage_id
    FROM unnest(ARRAY['delbydel', 'sentrum', 'marka']) WITH ORDINALITY AS layer (name, rank)
    JOIN geo.area a ON a.vintage_id = geo.vintage_for(layer.name, @year)
    ORDER BY a.code, layer.rank
), vintages AS MATERIALIZED (
    SELECT DISTINCT geo.vintage_for(layer, y) AS vintage_id, y AS year
    FROM generate_series(@first_year, @year - 1) AS y, unnest(ARRAY['delbydel', 'sentrum', 'marka']) AS layer
), same AS MATERIALIZED ( -- once per pair of vintages, not once per year
    SELECT old.vintage_id, n.code
    FROM (SELECT DISTINCT vintage_id FROM vintages) v
    JOIN geo.area old USING (vintage_id)
    JOIN now n USING (code)
    WHERE old.vintage_id = n.vintage_id
       OR CASE WHEN abs(ST_Area(old.geom) - ST_Area(n.geom)) <= @tolerance * ST_Area(n.geom)
               THEN ST_Area(ST_SymDifference(ST_MakeValid(old.geom), ST_MakeValid(n.geom))) <= 2 * @tolerance * ST_Area(n.geom) END
)
SELECT DISTINCT v.year, s.code FROM vintages v JOIN same s USING (vintage_id) ORDER BY 1, 2;
