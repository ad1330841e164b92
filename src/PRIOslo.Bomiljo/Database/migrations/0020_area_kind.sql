-- Counts may be stated for other areas than delbydeler; such a count is placed by the area's share, never by a point.
ALTER TABLE incident.incident
    ADD COLUMN area_kind text NOT NULL DEFAULT 'delbydel' CHECK (area_kind IN ('delbydel', 'grunnkrets', 'grid-cell'));
COMMENT ON COLUMN incident.incident.area_code IS 'The area that the source itself states; its kind is area_kind';

ALTER TABLE incident.placement DROP CONSTRAINT placement_method_check;
ALTER TABLE incident.placement ADD CONSTRAINT placement_method_check
    CHECK (method IN ('polygon', 'sliver', 'sentrum', 'marka', 'area-code', 'area-share', 'none'));
