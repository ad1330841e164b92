-- From which year on each theme's series is unbroken, of the years looked back on. A series breaks where a break of the theme or of
-- one of its sources is noted, and before and after a year that one of its sources is left out of, or lacks months or places in. Years of
-- which a retention rule has deleted raw incidents lack what their latest version left out by decision, whatever was decided since.
-- Parameters: @first_year, @year, both included; @sources and @source_years, arrays of one length: source-years that lack months or places. Columns: theme, first comparable year. A theme without a break is missing.
WITH noted AS (
    SELECT kind, name, year FROM heatmap.series_break
    UNION ALL
    SELECT 'source', source, y FROM heatmap.coverage_decision, LATERAL (VALUES (year), (year + 1)) AS edge (y) WHERE NOT enters
    UNION ALL
    SELECT 'source', g.source, y
    FROM heatmap.gate g, LATERAL (VALUES (g.year), (g.year + 1)) AS edge (y)
    WHERE g.outcome = 'left-out' AND g.reason IS NOT NULL AND g.year IN (SELECT year FROM ledger.retention)
      AND g.version = (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = g.year)
    UNION ALL
    SELECT 'source', source, y FROM unnest(@sources::text[], @source_years::int[]) AS i (source, year), LATERAL (VALUES (year), (year + 1)) AS edge (y)
), theirs AS (
    SELECT n.name AS theme, n.year FROM noted n WHERE n.kind = 'theme'
    UNION ALL
    SELECT DISTINCT c.theme, n.year
    FROM noted n
    CROSS JOIN LATERAL (
        SELECT DISTINCT i.category FROM incident.counted i WHERE i.source = n.name AND i.year BETWEEN @first_year AND @year
        UNION
        SELECT m.category FROM heatmap.source_month m JOIN ledger.retention r USING (source, year)
        WHERE m.source = n.name AND m.year BETWEEN @first_year AND @year AND m.version = (SELECT max(version) FROM heatmap.measurement WHERE year = m.year)) AS told
    JOIN incident.category c USING (category)
    WHERE n.kind = 'source'
)
SELECT theme, max(year)::int FROM theirs WHERE year BETWEEN @first_year AND @year GROUP BY theme ORDER BY theme;
