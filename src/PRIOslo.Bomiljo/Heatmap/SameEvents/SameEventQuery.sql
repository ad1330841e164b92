-- Incidents that can be compared with another service's: single events, known to the minute, placed in a delbydel of the vintage of
-- their own year. Source-years that an analyst leaves out are not among them. A point counts where it is a place: neither a grid cell's nor a street's middle.
-- Parameters: @first_year and @last_year (Europe/Oslo), both included; @sources and @categories, of one side of a rule. Years whose
-- raw incidents a retention rule has deleted are left out: ToldTwiceQuery has what was measured then. No parameter is null.
-- Columns: delivery, line, key, time, year, delbydel, theme, category; east and north (EPSG:25832), null where only the area is known.
WITH years AS MATERIALIZED (
    SELECT year, geo.vintage_for('delbydel', year) AS vintage_id
    FROM generate_series(@first_year::int, @last_year::int) AS y (year)
    WHERE NOT EXISTS (SELECT FROM ledger.retention r WHERE r.year = y.year)
)
SELECT i.delivery_id, i.line, i.source_key, i.occurred_at, y.year, i.place_delbydel, c.theme, i.category,
       CASE WHEN i.position IN ('point', 'address') THEN ST_X(i.point) END,
       CASE WHEN i.position IN ('point', 'address') THEN ST_Y(i.point) END
FROM years y
JOIN incident.incident i ON i.occurred_year = y.year AND i.place_vintage = y.vintage_id AND i.place_outcome = 1 -- placed
JOIN incident.category c USING (category)
WHERE i.precision = 'minute' AND i.incidents = 1
  AND i.source = ANY (@sources::text[]) AND i.category = ANY (@categories::text[])
  AND NOT EXISTS (SELECT FROM heatmap.coverage_decision d WHERE d.source = i.source AND d.year = i.occurred_year AND NOT d.enters);
