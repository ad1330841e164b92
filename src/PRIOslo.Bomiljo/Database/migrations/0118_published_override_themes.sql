-- The themes that the source of a decision tells of: shown where a theme's figures are read. Empty where they are not known; the decision then stands with
-- every theme.
ALTER TABLE published.override ADD COLUMN themes text[] NOT NULL DEFAULT '{}';

UPDATE published.override o
SET themes = ARRAY(SELECT DISTINCT c.theme FROM heatmap.source_month m JOIN incident.category c USING (category) WHERE m.source = o.source ORDER BY 1);
