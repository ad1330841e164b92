-- The seal of a frozen version: as it was bound, as the same tables and columns give it now, and whether the one hash still
-- fits the freeze's own row.
-- Parameters: @year, @version. Nothing is null.
SELECT f.tables::text, heatmap.table_seals(f.year, f.version, f.tables)::text,
       f.sha256 = heatmap.freeze_sha256(f.year, f.version, f.reason, f.program_version, f.inputs, f.tables)
FROM heatmap.frozen f
WHERE f.year = @year AND f.version = @version;
