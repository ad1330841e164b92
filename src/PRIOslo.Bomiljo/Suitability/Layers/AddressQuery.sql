-- The address that a person means, in the latest address vintage in force. Letter case does not matter.
-- Parameters: @street; @number; @letter, @postcode, @place: null where not given. Without a letter the address that has none
-- comes first, then the first letter.
-- Columns: street, number, letter, postcode, place, east, north (EPSG:25832). At most one row.
SELECT street, number, letter, postcode, place, ST_X(geom) AS east, ST_Y(geom) AS north
FROM geo.address
WHERE vintage_id = (SELECT vintage_id FROM geo.current_vintage WHERE layer = 'address' ORDER BY year DESC LIMIT 1)
  AND lower(street) = lower(@street)
  AND number = @number
  AND (@letter::text IS NULL OR lower(letter) = lower(@letter))
  AND (@postcode::text IS NULL OR postcode = @postcode)
  AND (@place::text IS NULL OR lower(place) = lower(@place))
ORDER BY letter, postcode, feature_no
LIMIT 1;
