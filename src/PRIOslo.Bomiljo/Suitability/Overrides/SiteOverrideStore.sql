-- The number of a project's candidate at a place, which is added where the project has none there. No row where the caller does
-- not see the project.
-- Parameters: @project, @name (of a candidate that is added), @east and @north (metres, EPSG:25832), @metres (how far off the
-- same site may lie).
WITH place AS (
    SELECT ST_SetSRID(ST_MakePoint(@east, @north), 25832) AS geom
), known AS (
    SELECT c.id
    FROM site.candidate c, place p
    WHERE c.project_id = @project AND ST_GeometryType(c.geom) = 'ST_Point' AND ST_DWithin(c.geom, p.geom, @metres)
    ORDER BY ST_Distance(c.geom, p.geom), c.id
    LIMIT 1
), added AS (
    INSERT INTO site.candidate (project_id, name, geom)
    SELECT j.id, @name, p.geom
    FROM site.project j, place p
    WHERE j.id = @project AND NOT EXISTS (SELECT FROM known)
    RETURNING id
)
SELECT id FROM known UNION ALL SELECT id FROM added;
