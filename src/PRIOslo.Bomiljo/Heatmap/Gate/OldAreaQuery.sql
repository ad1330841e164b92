-- Rows of a year that name a delbydel which the year's boundaries do not have, although boundaries of another year of the series or the table
-- of changed areas know it. What is imported for other years changes nothing: a measurement is bound to the boundaries of its series alone.
-- Parameters: @year; @first_year and @last_year of the series, both included; @dated, the codes that the table knows where they went or what they
-- came of; @undated, those that it lists without a successor.
-- Columns: source; code; rows. Nothing is null. A code that nothing knows, or that is listed without a successor, is not there: it is unplaced and
-- counts in that share. Nor is a row that the table places. Deliveries whose counts know no incident that an area alone leaves unplaced are not read.
WITH delivery AS (
    SELECT DISTINCT n.delivery_id FROM incident.counted n WHERE n.year = @year AND n.position = 'area' AND n.outcome = 'unplaced'
)
SELECT i.source, i.area_code, count(*)
FROM delivery d
JOIN incident.incident i USING (delivery_id)
WHERE i.occurred_year = @year AND i.place_outcome = 0 AND i.point IS NULL AND i.area_kind = 'delbydel'
  AND i.area_code = ANY (@dated || ARRAY(
      SELECT a.code FROM geo.area a
      WHERE a.vintage_id IN (SELECT geo.vintage_for('delbydel', y) FROM generate_series(@first_year::int, @last_year::int) AS y) AND a.code <> ALL (@undated)))
GROUP BY 1, 2 ORDER BY 1, 2;
