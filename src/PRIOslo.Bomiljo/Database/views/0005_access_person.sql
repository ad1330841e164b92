-- Who asks. A person's claim is the setting bomiljo.claim: payload, a full stop, signature, both base64url. Anybody may set
-- it, so it counts only with the server's signature (HMAC-SHA256, RFC 2104), within its time, on the very connection that it
-- was signed for, and under the database role that it names.

-- The claim's payload {sub, role, bydel, projects, exp, pid}; null where there is no claim that counts.
-- The signature is compared before anything of the payload is read. The comparison need not take constant time: a guess costs
-- a round trip, says nothing about the next claim, and the claim that it aims at lives a minute.
CREATE OR REPLACE FUNCTION access.person() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    claim    text := current_setting('bomiljo.claim', true);
    payload  text := split_part(claim, '.', 1);
    person   jsonb;
BEGIN
    IF NOT EXISTS (
        SELECT FROM access.claim_key k
        WHERE claim = payload || '.' || translate(rtrim(encode(
            sha256(k.outer_pad || sha256(k.inner_pad || convert_to(payload, 'UTF8'))), 'base64'), '='), '+/', '-_')) THEN
        RETURN NULL;
    END IF;

    person := convert_from(decode(rpad(translate(payload, '-_', '+/'), (length(payload) + 3) / 4 * 4, '='), 'base64'), 'UTF8');
    IF (person ->> 'pid')::int = pg_backend_pid()
       AND (person ->> 'exp')::bigint > extract(epoch FROM clock_timestamp())
       AND 'bomiljo_' || (person ->> 'role') = current_setting('role') THEN
        RETURN person;
    END IF;

    RETURN NULL;
END
$$;

-- True if a claim counts and names one of the roles; never null.
CREATE OR REPLACE FUNCTION access.has_role(VARIADIC roles text[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(access.person() ->> 'role' = ANY (roles), false)
$$;

-- The two-digit codes of the bydeler that the person is limited to; null means all. Without a claim: none.
CREATE OR REPLACE FUNCTION access.bydeler() RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE jsonb_typeof(person -> 'bydel')
               WHEN 'null' THEN NULL
               WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(person -> 'bydel'))
               ELSE '{}'::text[]
           END
    FROM access.person() AS person
$$;

-- The projects that the person is a member of. Without a claim: none.
CREATE OR REPLACE FUNCTION access.projects() RETURNS int[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE jsonb_typeof(person -> 'projects')
               WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(person -> 'projects')::int)
               ELSE '{}'::int[]
           END
    FROM access.person() AS person
$$;
