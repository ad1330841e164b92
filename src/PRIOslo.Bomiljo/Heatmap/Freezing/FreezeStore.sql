-- Freezes one version of a year: seals its tables and binds everything under one hash, which is returned.
-- Parameters: @year, @version, @now, @by; @reason, null for a year's first frozen version.
INSERT INTO heatmap.frozen (year, version, frozen_at, frozen_by, reason, program_version, inputs, tables, sha256)
SELECT m.year, m.version, @now, @by, @reason, m.program_version, m.inputs, s.tables,
       heatmap.freeze_sha256(m.year, m.version, @reason, m.program_version, m.inputs, s.tables)
FROM heatmap.measurement m, LATERAL (SELECT heatmap.table_seals(m.year, m.version, NULL) AS tables) s
WHERE m.year = @year AND m.version = @version
RETURNING sha256;
