-- The walk to a stop over all ways, without an index: straight pieces, how sites and stops join those within 100 m, stops none that is more than 25 m farther away than the nearest, and from
-- every vertex the way to the nearest stop, relaxed edge by edge until nothing gets shorter (Bellman 1958). Centimetres.
CREATE TABLE brute.piece AS
SELECT row_number() OVER (ORDER BY way, path)::int AS piece, a, b, ST_Distance(a, b) AS length,
       ST_AsText(a) AS start_node, ST_AsText(b) AS end_node
FROM brute.way
CROSS JOIN LATERAL (SELECT path[1] AS path, geom AS a, lead(geom) OVER (ORDER BY path) AS b FROM ST_DumpPoints(geom)) AS vertex
WHERE b IS NOT NULL;

-- How far a place is from a piece, and from where to where along the piece its points are that are so near: one row a stretch. Two such
-- points are of one stretch when the point midway is as near.
CREATE FUNCTION brute.access(place geometry, a geometry, b geometry) RETURNS TABLE (away float8, first float8, last float8) LANGUAGE sql IMMUTABLE AS $$
  WITH line AS MATERIALIZED (
    SELECT ST_MakeLine(a, b) AS piece, ST_Distance(place, ST_MakeLine(a, b)) AS away, ST_Distance(a, b) AS length
  ), near AS MATERIALIZED (
    SELECT DISTINCT ST_Distance(a, point) AS along
    FROM line CROSS JOIN LATERAL (
      VALUES (a), (b)
      UNION ALL SELECT ST_ClosestPoint(piece, corner.geom) FROM ST_DumpPoints(place) AS corner
      UNION ALL SELECT met.geom FROM ST_DumpPoints(ST_Intersection(piece, place)) AS met) AS candidate (point)
    WHERE ST_Distance(place, point) <= away + 0.0001
  ), begun AS (
    SELECT along, CASE WHEN ST_Distance(place, ST_LineInterpolatePoint(piece, least(1, (along + lag(along) OVER so_far) / 2 / length))) <= away + 0.0001 THEN 0 ELSE 1 END AS anew
    FROM near CROSS JOIN line
    WINDOW so_far AS (ORDER BY along)
  )
  SELECT away, min(along), max(along)
  FROM (SELECT along, sum(anew) OVER (ORDER BY along) AS stretch FROM begun) AS counted CROSS JOIN line
  GROUP BY away, stretch
$$;

CREATE TABLE brute.site_access AS
SELECT n, piece, access.*
FROM brute.site s JOIN brute.piece ON ST_Distance(s.geom, ST_MakeLine(a, b)) <= 10000
CROSS JOIN LATERAL brute.access(s.geom, a, b) AS access;

CREATE TABLE brute.stop_access AS
SELECT piece, access.*
FROM brute.feature f
CROSS JOIN LATERAL (SELECT min(ST_Distance(f.geom, ST_MakeLine(a, b))) AS nearest FROM brute.piece) AS way
JOIN brute.piece ON ST_Distance(f.geom, ST_MakeLine(a, b)) <= least(10000, nearest + 2500)
CROSS JOIN LATERAL brute.access(f.geom, a, b) AS access
WHERE layer = 'transit';

CREATE TABLE brute.node AS
SELECT node, coalesce(min(away), 'Infinity') AS away_from_stop
FROM (SELECT start_node AS node, away + first AS away FROM brute.piece LEFT JOIN brute.stop_access USING (piece)
      UNION ALL SELECT end_node, away + length - last FROM brute.piece LEFT JOIN brute.stop_access USING (piece)) AS joined
GROUP BY node;

DO $$
BEGIN
  LOOP
    UPDATE brute.node n SET away_from_stop = shorter.away
    FROM (SELECT edge.node, min(o.away_from_stop + length) AS away
          FROM (SELECT start_node AS node, end_node AS other, length FROM brute.piece UNION ALL SELECT end_node, start_node, length FROM brute.piece) AS edge
          JOIN brute.node o ON o.node = other
          GROUP BY edge.node) AS shorter
    WHERE shorter.node = n.node AND shorter.away < n.away_from_stop;
    EXIT WHEN NOT FOUND;
  END LOOP;
END
$$;
