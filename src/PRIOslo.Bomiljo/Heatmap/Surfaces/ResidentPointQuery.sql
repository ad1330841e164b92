-- Where residents live: each delbydel's residents of the year, shared among its buildings by their dwellings; at a point within the
-- area where no building with dwellings is known. Areas without a figure are missing.
-- Parameters: @year; @version of a release, whose own residents and boundaries are taken; null: what is known today.
-- Columns: east, north, residents.
WITH lived AS (
    SELECT p.code, p.residents::double precision AS residents FROM geo.population p WHERE p.year = @year AND @version::int IS NULL
    UNION ALL
    SELECT * FROM heatmap.released_residents(@year, @version)
), area AS MATERIALIZED (
    SELECT a.code, a.geom, l.residents
    FROM geo.area a JOIN lived l USING (code)
    WHERE a.vintage_id = coalesce((SELECT m.vintage_id FROM heatmap.measurement m WHERE m.year = @year AND m.version = @version), geo.vintage_for('delbydel', @year))
      AND l.residents > 0
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
