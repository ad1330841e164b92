-- Placed incidents per calendar year (Europe/Oslo), delbydel and category, each in the boundary vintage of its own year. Years whose
-- raw incidents a retention rule has deleted come from their latest measurement, per theme, with an empty category.
-- Source-years that an analyst leaves out are not counted.
-- Parameters: @first_year, @last_year, both included. Unplaced incidents and those outside are counted in CoverageQuery.
WITH years AS MATERIALIZED (
    SELECT year, geo.vintage_for('delbydel', year) AS vintage_id, EXISTS (SELECT FROM ledger.retention r WHERE r.year = y.year) AS deleted
    FROM generate_series(@first_year::int, @last_year::int) AS y (year)
), counted AS (
    SELECT k.year, k.delbydel, k.category, sum(k.incidents)::int AS incidents
    FROM years y
    JOIN incident.counted k ON k.year = y.year AND k.vintage_id = y.vintage_id
    WHERE k.outcome = 'placed' AND NOT y.deleted
      AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = k.source AND d.year = k.year AND NOT d.enters)
    GROUP BY k.year, k.delbydel, k.category
)
SELECT n.year::int, n.delbydel, c.theme, n.category, n.incidents
FROM counted n JOIN incident.category c USING (category)
UNION ALL
SELECT f.year::int, f.area, f.theme, '', f.incidents
FROM heatmap.figure f JOIN years y ON y.year = f.year AND y.deleted
WHERE f.level = 'delbydel' AND f.theme <> 'total' AND f.incidents > 0
  AND f.version = (SELECT max(m.version) FROM heatmap.measurement m WHERE m.year = f.year)
ORDER BY 1, 2, 4, 3;
