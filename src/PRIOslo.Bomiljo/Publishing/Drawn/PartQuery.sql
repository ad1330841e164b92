-- Incidents of each theme inside and outside a drawn area, in the delbydeler that it touches, beside what is published of them.
-- Parameters: @year, @version of a decided release; @area, EPSG:25832; @codes, the delbydeler; @whole, of one length, true where all
-- of it lies inside. Nothing is null. An incident of a cut delbydel lies on a side only if it has a point or an address.
WITH touched AS (
    SELECT * FROM unnest(@codes::text[], @whole::boolean[]) AS t (code, whole)
), sided AS (
    SELECT t.code, c.theme, i.incidents, i.point,
           CASE WHEN t.whole THEN true
                WHEN i.position IN ('point', 'address') AND i.point IS NOT NULL THEN ST_Covers(@area, i.point) END AS inside
    FROM incident.incident i
    JOIN incident.category c USING (category)
    JOIN incident.placement p USING (delivery_id, line)
    JOIN heatmap.measurement m ON m.vintage_id = p.vintage_id AND m.year = @year AND m.version = @version
    JOIN touched t ON t.code = p.delbydel
    WHERE i.occurred_year = @year AND p.outcome = 'placed'
), spot AS (
    SELECT code, theme, inside, sum(incidents) AS incidents
    FROM sided GROUP BY code, theme, inside, point
), side AS (
    SELECT code, theme, inside, sum(incidents)::int AS incidents, max(incidents)::int AS largest
    FROM spot GROUP BY code, theme, inside
)
SELECT f.area, f.theme, f.count IS NOT NULL, coalesce(f.count, 0),
       coalesce(a.incidents, 0), coalesce(a.largest, 0), coalesce(b.incidents, 0), coalesce(b.largest, 0), coalesce(u.incidents, 0)
FROM published.figure f
JOIN touched t ON t.code = f.area
LEFT JOIN side a ON (a.code, a.theme) = (f.area, f.theme) AND a.inside
LEFT JOIN side b ON (b.code, b.theme) = (f.area, f.theme) AND NOT b.inside
LEFT JOIN side u ON (u.code, u.theme) = (f.area, f.theme) AND u.inside IS NULL
WHERE f.year = @year AND f.version = @version AND f.level = 'delbydel' AND f.theme <> 'total'
ORDER BY f.theme, f.area;
