-- One set-based statement with a GiST index and KNN, over the tables that run.sh has filled: building (kind, dwellings, geom), site (n, geom).
CREATE TABLE bench.measured AS
SELECT s.n,
    coalesce(sum(b.dwellings) FILTER (WHERE d <= 25), 0) AS dwellings_25m,
    coalesce(sum(b.dwellings) FILTER (WHERE d <= 50), 0) AS dwellings_50m,
    coalesce(sum(b.dwellings) FILTER (WHERE d <= 100), 0) AS dwellings_100m,
    coalesce(sum(b.dwellings), 0) AS dwellings_200m,
    count(b.*) FILTER (WHERE b.kind & 1 <> 0) / nullif(count(b.*), 0)::float8 AS residential_share_200m,
    (SELECT ST_Distance(r.geom, s.geom) FROM bench.building r WHERE r.kind & 1 <> 0 ORDER BY r.geom <-> s.geom LIMIT 1) AS nearest_dwelling_m,
    (SELECT ST_Distance(r.geom, s.geom) FROM bench.building r WHERE r.kind & 8 = 0 ORDER BY r.geom <-> s.geom LIMIT 1) AS nearest_building_m,
    (SELECT ST_Distance(r.geom, s.geom) FROM bench.building r WHERE r.kind & 2 <> 0 ORDER BY r.geom <-> s.geom LIMIT 1) AS nearest_business_m
FROM bench.site s
LEFT JOIN LATERAL (
    SELECT kind, dwellings, ST_Distance(geom, s.geom) AS d FROM bench.building
    WHERE ST_DWithin(geom, s.geom, 200) AND kind & 8 = 0) b ON true
GROUP BY s.n, s.geom;
