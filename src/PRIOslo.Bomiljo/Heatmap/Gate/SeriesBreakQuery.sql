-- From which year on each theme's series is unbroken, of the years looked back on. A series breaks where a break of the theme or of
-- one of its sources is noted, and before and after a year that one of its sources is left out of.
-- Parameters: @first_year, @year, both included. Columns: theme, first comparable year. A theme without a break is missing.
WITH noted AS (
    SELECT kind, name, year FROM heatmap.series_break
    UNION ALL
    SELECT 'source', source, y FROM heatmap.coverage_decision, LATERAL (VALUES (year), (year + 1)) AS edge (y) WHERE NOT enters
), theirs AS (
    SELECT n.name AS theme, n.year FROM noted n WHERE n.kind = 'theme'
    UNION ALL
    SELECT DISTINCT c.theme, n.year
    FROM noted n
    CROSS JOIN LATERAL (
        SELECT DISTINCT i.category FROM incident.incident i WHERE i.source = n.name AND i.occurred_year BETWEEN @first_year AND @year
        UNION SELECT m.category FROM heatmap.source_month m WHERE m.source = n.name AND m.year BETWEEN @first_year AND @year) AS told
    JOIN incident.category c USING (category)
    WHERE n.kind = 'source'
)
SELECT theme, max(year)::int FROM theirs WHERE year BETWEEN @first_year AND @year GROUP BY theme ORDER BY theme;
