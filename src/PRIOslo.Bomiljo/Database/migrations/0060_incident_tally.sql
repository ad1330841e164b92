-- Counts of each delivery by category, month and place, written with its incidents in one transaction, so that a measurement need not
-- read them again. Whatever changes or removes an incident that is in drops its delivery's counts: the view incident.counted takes
-- such deliveries from their incidents until they are counted anew. Incidents come in by one COPY per delivery, never later ones.
CREATE TABLE incident.tally (
    delivery_id  int NOT NULL,
    source       text NOT NULL,
    category     text NOT NULL,
    year         smallint NOT NULL,                   -- Europe/Oslo
    month        smallint NOT NULL CHECK (month BETWEEN 1 AND 12),
    month_known  boolean NOT NULL,                    -- false: only the year is, and the month is 1
    vintage_id   int,                                 -- the boundaries that they are placed in
    outcome      smallint CHECK (outcome BETWEEN 0 AND 2), -- the numbers of incident.incident.place_outcome
    delbydel     text,
    position     text NOT NULL,
    rows         int NOT NULL CHECK (rows > 0),
    incidents    bigint NOT NULL CHECK (incidents >= rows)
);
CREATE INDEX tally_delivery ON incident.tally (delivery_id);

-- With the owner's rights: who may remove incidents may not read or remove counts.
CREATE FUNCTION incident.drop_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM incident.tally;
    ELSE
        DELETE FROM incident.tally WHERE delivery_id IN (SELECT DISTINCT delivery_id FROM touched);
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION incident.drop_tally() FROM PUBLIC;
CREATE TRIGGER tally_updated AFTER UPDATE ON incident.incident REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION incident.drop_tally();
CREATE TRIGGER tally_deleted AFTER DELETE ON incident.incident REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION incident.drop_tally();
CREATE TRIGGER tally_truncated AFTER TRUNCATE ON incident.incident FOR EACH STATEMENT EXECUTE FUNCTION incident.drop_tally();

INSERT INTO incident.tally
SELECT delivery_id, source, category, occurred_year, date_part('month', occurred_at AT TIME ZONE 'Europe/Oslo')::smallint, precision <> 'year',
       place_vintage, place_outcome, place_delbydel, position, count(*), sum(incidents)
FROM incident.incident
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
