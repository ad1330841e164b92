-- The coverage gate's verdict per source in one version of a year. Parameters: @year, @version. The reason is null without a decision,
-- the names where the source's mapping has told none.
SELECT g.source, g.outcome, g.reason, ARRAY(SELECT finding ->> 'text' FROM jsonb_array_elements(g.findings) AS finding), n.name_nb, n.name_en
FROM heatmap.gate g
LEFT JOIN published.source n USING (source)
WHERE g.year = @year AND g.version = @version
ORDER BY g.source;
