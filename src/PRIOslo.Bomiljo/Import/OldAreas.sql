-- Delbydeler that incidents state, without a point, and that the boundaries of their year do not have.
-- Parameters: @first_year, @last_year. Columns: year; the code that is stated; the delbydel that the incidents are placed in (null where in
-- none); the codes that the boundaries have. Deliveries whose counts know no incident by area are not read.
WITH delivery AS (
    SELECT DISTINCT n.delivery_id, n.year FROM incident.counted n
    WHERE n.year BETWEEN @first_year AND @last_year AND n.position = 'area'
), known AS (
    SELECT y.year, ARRAY(SELECT a.code FROM geo.area a WHERE a.vintage_id IN (
               geo.vintage_for('delbydel', y.year), geo.vintage_for('sentrum', y.year), geo.vintage_for('marka', y.year))) AS codes
    FROM (SELECT DISTINCT year FROM delivery) y
)
SELECT DISTINCT k.year, i.area_code, i.place_delbydel, k.codes
FROM delivery d
JOIN known k USING (year)
JOIN incident.incident i ON i.delivery_id = d.delivery_id AND i.occurred_year = d.year
WHERE i.point IS NULL AND i.area_kind = 'delbydel' AND i.area_code <> ALL (k.codes) AND cardinality(k.codes) > 0;
