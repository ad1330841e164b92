-- The delbydeler that a drawn area touches by more than a square metre, with an estimate of who lives inside and outside it.
-- Parameters: @year, @version of a decided release; @area, EPSG:25832. Residents are split by dwellings where buildings are known, else by
-- square metres; none where the number is not known. Nothing is null.
WITH measured AS (
    SELECT vintage_id FROM heatmap.measurement WHERE year = @year AND version = @version
), polygon AS (
    SELECT DISTINCT ON (a.code) a.code, a.geom
    FROM geo.area a, measured m
    WHERE a.vintage_id IN (m.vintage_id, geo.vintage_for('sentrum', @year), geo.vintage_for('marka', @year))
      AND ST_Intersects(a.geom, @area)
    ORDER BY a.code, a.vintage_id = m.vintage_id DESC
), touched AS (
    SELECT code, geom, ST_Area(geom) AS m2, ST_Area(ST_Intersection(geom, @area)) AS inside_m2 FROM polygon
), lived AS (
    SELECT t.code, t.m2, t.inside_m2,
           coalesce((SELECT residents FROM geo.population WHERE code = t.code AND year = @year), 0) AS residents,
           b.dwellings, b.inside AS inside_dwellings
    FROM touched t
    CROSS JOIN LATERAL (
        SELECT sum(g.dwellings) AS dwellings, sum(g.dwellings) FILTER (WHERE ST_Covers(@area, ST_PointOnSurface(g.geom))) AS inside
        FROM geo.building g
        WHERE g.vintage_id = geo.vintage_for('building', @year) AND ST_Intersects(g.geom, t.geom)) b
    WHERE t.inside_m2 > 1
), shared AS (
    SELECT code, m2 - inside_m2 <= 1 AS whole, residents,
           CASE WHEN m2 - inside_m2 <= 1 THEN 1
                WHEN dwellings > 0 THEN coalesce(inside_dwellings, 0)::double precision / dwellings
                ELSE inside_m2 / m2 END AS share
    FROM lived
)
SELECT code, whole, residents * share, residents * (1 - share),
       EXISTS (SELECT FROM heatmap.drawn_cut c WHERE c.year = @year AND c.delbydel = code)
FROM shared
ORDER BY code;
