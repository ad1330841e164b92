-- The tables of a measurement. No parameters. Columns: name; quoted name with schema; the key's columns but year and version;
-- the columns of type double precision. Nothing is null.
SELECT t.name, format('heatmap.%I', t.name),
       ARRAY(SELECT a.attname::text FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
             WHERE i.indrelid = t.relation AND i.indisprimary AND a.attname NOT IN ('year', 'version') ORDER BY k.place),
       ARRAY(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = t.relation AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'double precision'::regtype)
FROM heatmap.measured_tables() t
ORDER BY t.name;
