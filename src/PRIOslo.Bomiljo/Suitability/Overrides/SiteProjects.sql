-- The projects that the caller may see. No parameters. Columns: number, name.
SELECT id, name FROM site.project ORDER BY id;
