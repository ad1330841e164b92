-- Database roles, and the key that the server signs a person's claim with.
-- The five roles: bomiljo_owner makes the schema (whatever login runs this file); importer, analyst, planner and viewer are
-- taken on for one transaction; bomiljo_web logs in, has no rights of its own and does not inherit any.
DO $$
DECLARE
    taken_on text;
BEGIN
    FOREACH taken_on IN ARRAY ARRAY['bomiljo_importer', 'bomiljo_analyst', 'bomiljo_planner', 'bomiljo_viewer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = taken_on) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', taken_on);
        END IF;
    END LOOP;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'bomiljo_web' AND NOT rolcanlogin) THEN
        ALTER ROLE bomiljo_web LOGIN;
    END IF;

    -- Up to PostgreSQL 15 the member decides whether it inherits, from 16 on each membership does.
    IF current_setting('server_version_num')::int < 160000
       AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'bomiljo_web' AND rolinherit) THEN
        ALTER ROLE bomiljo_web NOINHERIT;
    END IF;

    FOREACH taken_on IN ARRAY ARRAY['bomiljo_importer', 'bomiljo_analyst', 'bomiljo_planner', 'bomiljo_viewer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_auth_members
                       WHERE roleid = taken_on::regrole AND member = 'bomiljo_web'::regrole) THEN
            EXECUTE format('GRANT %I TO bomiljo_web', taken_on)
                 || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
        END IF;
    END LOOP;
END
$$;

CREATE SCHEMA access;

-- The key, filled with zeros to the 64 bytes of a SHA-256 block, each byte XOR a constant: a pad of HMAC (RFC 2104).
CREATE FUNCTION access.pad(key bytea, constant int) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(set_byte('\x00'::bytea, 0, (CASE WHEN i < length(key) THEN get_byte(key, i) ELSE 0 END) # constant), ''::bytea ORDER BY i)
    FROM generate_series(0, 63) AS i
$$;

-- One row. The bytes come from the server's strong random source: a random UUID carries 122 random bits, three of them more
-- than the 256 that the hash keeps.
CREATE TABLE access.claim_key (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    key        bytea NOT NULL CHECK (length(key) = 32),
    inner_pad  bytea NOT NULL GENERATED ALWAYS AS (access.pad(key, 54)) STORED,  -- 0x36
    outer_pad  bytea NOT NULL GENERATED ALWAYS AS (access.pad(key, 92)) STORED   -- 0x5c
);

INSERT INTO access.claim_key (key)
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
