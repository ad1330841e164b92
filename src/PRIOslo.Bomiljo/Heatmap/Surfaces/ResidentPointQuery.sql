-- Where residents live: each delbydel's residents of the year, shared among its buildings by their dwellings; at a point within the
-- area where no building with dwellings is known. Areas without a figure are missing.
-- Parameter: @year. Columns: east, north, residents.
WITH area AS MATERIALIZED (
    SELECT a.code, a.geom, p.residents
    FROM geo.area a JOIN geo.population p ON p.code = a.code AND p.year = @year
    WHERE a.vintage_id = geo.vintage_for('delbydel', @year) AND p.residents > 0
), home AS MATERIALIZED (
    SELECT DISTINCT ON (b.feature_no) a.code, ST_Centroid(b.geom) AS point, b.dwellings
    FROM geo.building b JOIN area a ON ST_Covers(a.geom, ST_Centroid(b.geom))
    WHERE b.vintage_id = geo.vintage_for('building', @year) AND b.dwellings > 0
    ORDER BY b.feature_no, a.code
), shared AS (
    SELECT point, a.residents * h.dwellings / sum(h.dwellings) OVER (PARTITION BY h.code)::double precision AS residents
    FROM home h JOIN area a USING (code)
    UNION ALL
    SELECT ST_PointOnSurface(a.geom), a.residents FROM area a WHERE NOT EXISTS (SELECT FROM home h WHERE h.code = a.code)
)
SELECT ST_X(point), ST_Y(point), residents FROM shared ORDER BY 1, 2, 3;
