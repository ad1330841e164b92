-- What everything else stands on. The private cluster has both already; on another server the owner needs the rights.
CREATE EXTENSION IF NOT EXISTS postgis;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bomiljo_web') THEN
        CREATE ROLE bomiljo_web NOLOGIN;
    END IF;
END
$$;
