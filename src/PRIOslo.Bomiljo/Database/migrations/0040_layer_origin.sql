-- Where a layer comes from, how old it is and where it tells anything; how many homes a feature holds.
ALTER TABLE geo.vintage
    ADD COLUMN source    text NOT NULL DEFAULT '',
    ADD COLUMN dated_on  date,                                 -- the day that the layer describes; null where not stated
    ADD COLUMN coverage  geometry(MultiPolygon, 25832);        -- outside it the layer says nothing; null where not stated

-- Homes in an existing facility, or municipal flats at an address; null where the feature is neither, or does not say.
ALTER TABLE geo.feature ADD COLUMN homes int CHECK (homes >= 0);
