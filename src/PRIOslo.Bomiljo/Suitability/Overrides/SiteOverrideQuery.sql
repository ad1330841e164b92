-- The decision in force for each group at one place: the latest at a candidate point within @metres of it, of the projects that
-- the caller may see.
-- Parameters: @east and @north (metres, EPSG:25832), @metres.
-- Columns: number, group, verdict, reason, computed verdict (null in an old decision), computed score (null where unknown), by, day
-- (Europe/Oslo).
SELECT DISTINCT ON (d.group_code)
       d.id, d.group_code, d.verdict, d.reason, d.computed_verdict, d.computed_score, d.decided_by,
       (d.decided_at AT TIME ZONE 'Europe/Oslo')::date AS decided_on
FROM site.candidate c
JOIN site.decision d ON d.candidate_id = c.id
WHERE ST_GeometryType(c.geom) = 'ST_Point'
  AND ST_DWithin(c.geom, ST_SetSRID(ST_MakePoint(@east, @north), 25832), @metres)
ORDER BY d.group_code, d.id DESC;
