-- The themes that sources tell of, by calendar year (Europe/Oslo), and the old areas that they named where a retention rule has deleted the rows.
-- Parameters: @first_year, @last_year, both included. Columns: year; source; theme; codes of old areas, from the gate's sentence in the latest
-- measurement (empty where the raw incidents are there). Nothing is null. Source-years that an analyst leaves out are not there.
WITH gone AS (
    SELECT r.source, r.year, (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = r.year) AS version
    FROM ledger.retention r WHERE r.year BETWEEN @first_year AND @last_year
), kept AS (
    SELECT g.source, g.year, array_agg(DISTINCT named.code[1]) AS codes
    FROM gone JOIN heatmap.gate g USING (source, year, version),
         jsonb_array_elements(g.findings) AS finding (found), regexp_matches(finding.found ->> 'text', '\m(\d{4})[,.]', 'g') AS named (code)
    WHERE finding.found ->> 'kind' = 'old-areas'
    GROUP BY 1, 2
), told AS (
    SELECT n.source, n.year, n.category FROM incident.counted n WHERE n.year BETWEEN @first_year AND @last_year
    UNION
    SELECT m.source, m.year, m.category FROM gone JOIN heatmap.source_month m USING (source, year, version)
)
SELECT DISTINCT t.year::int, t.source, c.theme, coalesce(k.codes, '{}')
FROM told t
JOIN incident.category c USING (category)
LEFT JOIN kept k USING (source, year)
WHERE NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE (d.source, d.year) = (t.source, t.year) AND NOT d.enters)
ORDER BY 1, 2, 3;
