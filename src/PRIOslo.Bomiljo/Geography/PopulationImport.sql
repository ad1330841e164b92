-- Stores population figures; one for the same area and year replaces the earlier one.
-- Parameters: seven arrays of one length. A null in @dwellings or @municipal_dwellings means unknown.
INSERT INTO geo.population (code, year, residents, dwellings, municipal_dwellings, basis, source)
SELECT * FROM unnest(@codes::text[], @years::smallint[], @residents::int[], @dwellings::int[], @municipal_dwellings::int[],
                     @basis::text[], @source::text[])
ON CONFLICT (code, year) DO UPDATE
SET residents = excluded.residents, dwellings = excluded.dwellings, municipal_dwellings = excluded.municipal_dwellings,
    basis = excluded.basis, source = excluded.source;
