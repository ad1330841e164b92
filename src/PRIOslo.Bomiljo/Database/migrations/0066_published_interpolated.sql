-- Whether a denominator that is out lies between two known years: a fact of the population figures, whatever was counted. What is out already
-- is taken from its measurement where that is still there.
ALTER TABLE published.figure ADD COLUMN interpolated boolean NOT NULL DEFAULT false;
UPDATE published.figure p SET interpolated = true
FROM heatmap.figure f
WHERE (f.year, f.version, f.level, f.area, f.theme) = (p.year, p.version, p.level, p.area, p.theme) AND f.interpolated;
