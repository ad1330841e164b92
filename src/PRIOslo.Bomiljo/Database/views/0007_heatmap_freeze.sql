-- A frozen measurement does not change: every table of heatmap with a year and a version refuses it, for the owner too.
CREATE OR REPLACE FUNCTION heatmap.refuse_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM changed c JOIN heatmap.frozen f ON f.year = c.year AND f.version = c.version) THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = 'a frozen measurement cannot be changed', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION heatmap.refuse_always() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE object_not_in_prerequisite_state USING MESSAGE = 'what is frozen cannot be changed', TABLE = TG_TABLE_NAME;
END
$$;

-- The tables of a measurement: those with a year and a version, the freeze itself excepted; columns in alphabetical order.
CREATE OR REPLACE FUNCTION heatmap.measured_tables() RETURNS TABLE (relation regclass, name text, columns jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.oid::regclass, c.relname::text, jsonb_agg(a.attname ORDER BY a.attname)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'heatmap'::regnamespace AND c.relkind = 'r' AND c.relname <> 'frozen'
    GROUP BY c.oid
    HAVING count(*) FILTER (WHERE a.attname IN ('year', 'version')) = 2
$$;

DO $$
DECLARE
    t regclass;
BEGIN
    FOR t IN SELECT relation FROM heatmap.measured_tables() LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER frozen_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_frozen()', t);
        EXECUTE format('CREATE OR REPLACE TRIGGER frozen_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_frozen()', t);
        EXECUTE format('CREATE OR REPLACE TRIGGER frozen_moved AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_frozen()', t);
        EXECUTE format('CREATE OR REPLACE TRIGGER frozen_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_frozen()', t);
        EXECUTE format('CREATE OR REPLACE TRIGGER frozen_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_always()', t);
    END LOOP;
END
$$;
CREATE OR REPLACE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON heatmap.frozen FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_always();

-- Columns, number of rows and the rows' SHA-256, per table of a measurement.
-- Rows are JSON texts in the order of their bytes, one a line; numbers are the shortest text that gives the same bits back.
-- Parameters: year, version; the tables and columns to look at, as an earlier call gave them, null for all there are.
CREATE OR REPLACE FUNCTION heatmap.table_seals(wanted_year int, wanted_version int, wanted jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET extra_float_digits = 1 AS $$
DECLARE
    t     record;
    seal  jsonb;
    seals jsonb := '{}';
BEGIN
    FOR t IN
        SELECT m.relation, m.name, coalesce(wanted -> m.name -> 'columns', m.columns) AS columns
        FROM heatmap.measured_tables() m WHERE wanted IS NULL OR wanted ? m.name
    LOOP
        EXECUTE format($query$
            SELECT jsonb_build_object('columns', $3, 'rows', count(*),
                                      'sha256', encode(sha256(convert_to(coalesce(string_agg(line, E'\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex'))
            FROM (SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(r)) WHERE $3 ? key)::text AS line
                  FROM %s r WHERE r.year = $1 AND r.version = $2) AS lines $query$, t.relation)
            INTO seal USING wanted_year, wanted_version, t.columns;
        seals := seals || jsonb_build_object(t.name, seal);
    END LOOP;

    RETURN seals;
END
$$;

-- The one hash of a freeze: each part is written as its length in bytes, a colon and the UTF-8 text.
CREATE OR REPLACE FUNCTION heatmap.freeze_sha256(year int, version int, reason text, program_version text, inputs jsonb, tables jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(string_agg(octet_length(part) || ':' || part, '' ORDER BY place), 'UTF8')), 'hex')
    FROM unnest(ARRAY[year::text, version::text, coalesce(reason, ''), program_version, inputs::text, tables::text])
         WITH ORDINALITY AS parts (part, place)
$$;
