-- The coverage gate's verdict per source in one version of a year. Parameters: @year, @version. The reason is null without a decision.
SELECT g.source, g.outcome, g.reason, ARRAY(SELECT finding ->> 'text' FROM jsonb_array_elements(g.findings) AS finding)
FROM heatmap.gate g
WHERE g.year = @year AND g.version = @version
ORDER BY g.source;
