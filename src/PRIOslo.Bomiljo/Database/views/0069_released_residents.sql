-- Who lives in each delbydel by a release's own denominators, which its rates are per, whatever population is known today.
-- Parameters: the release. Columns: code, residents; a delbydel whose residents the release does not know is missing.
CREATE OR REPLACE FUNCTION heatmap.released_residents(wanted_year int, wanted_version int)
RETURNS TABLE (code text, residents double precision)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.area, max(f.denominator)
    FROM published.figure f
    WHERE f.year = wanted_year AND f.version = wanted_version AND f.level = 'delbydel' AND f.denominator_unit = 'residents' AND f.denominator > 0
    GROUP BY f.area
$$;
