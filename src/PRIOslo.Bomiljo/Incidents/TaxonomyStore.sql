-- Brings incident.theme and incident.category up to the taxonomy file. Rows that are as the file has them are not locked.
-- Parameters: four arrays of one length for themes, five of one length for categories. Nothing is null.
INSERT INTO incident.theme (theme, name_nb, name_en, protected)
SELECT * FROM unnest(@themes::text[], @themes_nb::text[], @themes_en::text[], @protected::boolean[])
EXCEPT SELECT theme, name_nb, name_en, protected FROM incident.theme
ON CONFLICT (theme) DO UPDATE SET name_nb = excluded.name_nb, name_en = excluded.name_en, protected = excluded.protected;

INSERT INTO incident.category (category, theme, name_nb, name_en, severity)
SELECT * FROM unnest(@categories::text[], @category_themes::text[], @categories_nb::text[], @categories_en::text[], @severities::float8[])
EXCEPT SELECT category, theme, name_nb, name_en, severity FROM incident.category
ON CONFLICT (category) DO UPDATE
SET theme = excluded.theme, name_nb = excluded.name_nb, name_en = excluded.name_en, severity = excluded.severity;
