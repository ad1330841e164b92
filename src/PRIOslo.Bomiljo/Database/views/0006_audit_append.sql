-- Writes one entry of the audit and returns its number. The actor is the person whose claim counts; without one, the owner's
-- own session may write, as the user that the setting bomiljo.actor names.
-- The head's row is locked until the transaction ends: entries come one after the other, and one that is rolled back leaves
-- no gap. Use it at READ COMMITTED: a transaction with an older snapshot fails where another has written meanwhile.
-- hash = SHA-256 over number, time (UTC, microseconds), actor, role, action, subject, detail and the previous hash (hex), each
-- written as its length in bytes, a colon and the UTF-8 text, so that no two entries give the same bytes.
CREATE OR REPLACE FUNCTION audit.append(action text, subject text, detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    person  jsonb := access.person();
    actor   text := person ->> 'sub';
    role    text := person ->> 'role';
    at      timestamptz;
    head    audit.head;
    hash    bytea;
BEGIN
    IF person IS NULL THEN
        IF NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
            RAISE insufficient_privilege USING MESSAGE = 'an entry of the audit needs a person';
        END IF;

        actor := coalesce(nullif(current_setting('bomiljo.actor', true), ''), session_user);
        role := 'owner';
    END IF;

    SELECT h.* INTO STRICT head FROM audit.head h FOR UPDATE;
    at := clock_timestamp();
    head.seq := head.seq + 1;
    SELECT sha256(convert_to(string_agg(octet_length(field) || ':' || field, '' ORDER BY place), 'UTF8')) INTO hash
    FROM unnest(ARRAY[head.seq::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                      actor, role, action, subject, detail::text, encode(head.hash, 'hex')])
         WITH ORDINALITY AS fields (field, place);

    INSERT INTO audit.entry (seq, at, actor, role, action, subject, detail, previous, hash)
    VALUES (head.seq, at, actor, role, action, subject, detail, head.hash, hash);
    UPDATE audit.head h SET seq = head.seq, hash = hash;
    RETURN head.seq;
END
$$;
