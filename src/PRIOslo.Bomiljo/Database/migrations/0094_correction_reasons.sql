-- Reasons that were given to a freeze before it was said that they are published do not go out.
DELETE FROM published.correction k
USING heatmap.frozen f
WHERE (f.year, f.version) = (k.year, k.version)
  AND f.frozen_at <= (SELECT applied_at FROM bomiljo.migration WHERE name = '0085_published_correction.sql');
