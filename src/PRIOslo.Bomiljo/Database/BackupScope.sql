-- What of the database belongs to the program, for a backup and for what a restore replaces.
-- No parameters. One row: schemas; roles with rights in them, the owner excepted; migrations in order; the server's version and its
-- first number; PostGIS's version. Nothing is null in a database that the program has set up.
WITH schema AS (
    SELECT n.oid, n.nspname, n.nspowner
    FROM pg_namespace n
    WHERE n.nspowner = (SELECT nspowner FROM pg_namespace WHERE nspname = 'bomiljo')
      AND n.nspname <> 'public' AND n.nspname !~ '^(pg_|information_schema$)'
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
)
SELECT ARRAY(SELECT nspname::text FROM schema ORDER BY 1),
       ARRAY(SELECT DISTINCT r.rolname::text
             FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass
             WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND d.deptype IN ('a', 'r') AND r.oid NOT IN (SELECT nspowner FROM schema)
             ORDER BY 1),
       ARRAY(SELECT name FROM bomiljo.migration ORDER BY 1),
       current_setting('server_version'),
       current_setting('server_version_num')::int / 10000,
       (SELECT extversion FROM pg_extension WHERE extname = 'postgis');
