-- The coverage gate's verdict per source in the highest version of a year. Parameter: @year. The reason is null without a decision.
SELECT g.source, g.outcome, g.reason, ARRAY(SELECT finding ->> 'text' FROM jsonb_array_elements(g.findings) AS finding)
FROM heatmap.gate g
WHERE g.year = @year AND g.version = (SELECT max(version) FROM heatmap.measurement WHERE year = @year)
ORDER BY g.source;
