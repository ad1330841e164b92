-- How an incident's position is known, so that what needs exact points can leave the others out. The address itself is never kept.
ALTER TABLE incident.incident
    ADD COLUMN position text NOT NULL DEFAULT 'none'
        CHECK (position IN ('point', 'address', 'street', 'grid-cell', 'area', 'none')),
    ADD COLUMN geocode_method text CHECK (geocode_method IN ('exact', 'normalised', 'fuzzy', 'street', 'failed')),
    ADD COLUMN geocode_confidence real CHECK (geocode_confidence BETWEEN 0 AND 1),
    ADD CHECK ((geocode_method IS NULL) = (geocode_confidence IS NULL));
COMMENT ON COLUMN incident.incident.position IS
    'point: as the source gives it; address, street: from the address register; grid-cell, area: a square or area, not a place';
COMMENT ON COLUMN incident.incident.geocode_method IS 'How the row''s address was found; null where none was looked up';

UPDATE incident.incident
SET position = CASE WHEN point IS NOT NULL THEN 'point' WHEN area_kind = 'grid-cell' THEN 'grid-cell' ELSE 'area' END
WHERE point IS NOT NULL OR area_code IS NOT NULL;
