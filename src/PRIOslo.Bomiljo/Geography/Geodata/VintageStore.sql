-- Adds a vintage; the one in force for the same layer and year is superseded. Site layers that are superseded are emptied,
-- areas are kept, because measurements point at them.
-- Parameters: @layer, @year, @file, @sha256, @now, @approximate, @features, @repaired, @dropped, @pairs, @overlap_m2, @gaps,
-- @gap_m2, @source; @dated_on and @coverage (EPSG:25832): null where not stated. Returns the new vintage's key.
UPDATE geo.vintage SET superseded_at = @now
WHERE layer = @layer AND year = @year AND superseded_at IS NULL;

DELETE FROM geo.building b USING geo.vintage v WHERE v.vintage_id = b.vintage_id AND v.superseded_at IS NOT NULL;
DELETE FROM geo.address a USING geo.vintage v WHERE v.vintage_id = a.vintage_id AND v.superseded_at IS NOT NULL;
DELETE FROM geo.street s USING geo.vintage v WHERE v.vintage_id = s.vintage_id AND v.superseded_at IS NOT NULL;
DELETE FROM geo.terrain t USING geo.vintage v WHERE v.vintage_id = t.vintage_id AND v.superseded_at IS NOT NULL;
DELETE FROM geo.feature f USING geo.vintage v WHERE v.vintage_id = f.vintage_id AND v.superseded_at IS NOT NULL;

INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, approximate, features, repaired, dropped,
                         overlap_pairs, overlap_m2, gap_count, gap_m2, source, dated_on, coverage)
VALUES (@layer, @year, @file, @sha256, @now, @approximate, @features, @repaired, @dropped, @pairs, @overlap_m2, @gaps, @gap_m2,
        @source, @dated_on, @coverage)
RETURNING vintage_id;
