-- The decisions at candidate points, of the projects that the caller may see.
-- Parameters: @east and @north (metres, EPSG:25832; null: everywhere), @metres (how far off the same site may lie).
-- Columns: number, group, verdict, reason, computed verdict (null in an old decision), computed score (null where unknown), homes
-- planned (null where not said), by, day (Europe/Oslo), east and north of the candidate (metres, EPSG:25832).
SELECT d.id, d.group_code, d.verdict, d.reason, d.computed_verdict, d.computed_score, d.planned_units, d.decided_by,
       (d.decided_at AT TIME ZONE 'Europe/Oslo')::date AS decided_on, ST_X(c.geom), ST_Y(c.geom)
FROM site.candidate c
JOIN site.decision d ON d.candidate_id = c.id
WHERE ST_GeometryType(c.geom) = 'ST_Point'
  AND (@east::double precision IS NULL OR ST_DWithin(c.geom, ST_SetSRID(ST_MakePoint(@east, @north), 25832), @metres));
