-- The walk to a stop over all ways, without an index: straight pieces, how sites and stops join each of them within 100 m, and from
-- every vertex the way to the nearest stop, relaxed edge by edge until nothing gets shorter (Bellman 1958). Centimetres.
CREATE TABLE brute.piece AS
SELECT row_number() OVER (ORDER BY way, path)::int AS piece, a, b, ST_Distance(a, b) AS length,
       ST_AsText(a) AS start_node, ST_AsText(b) AS end_node
FROM brute.way
CROSS JOIN LATERAL (SELECT path[1] AS path, geom AS a, lead(geom) OVER (ORDER BY path) AS b FROM ST_DumpPoints(geom)) AS vertex
WHERE b IS NOT NULL;

-- How far a place is from a piece, and how far along the piece the first and the last of its points are that are so near.
CREATE FUNCTION brute.access(place geometry, a geometry, b geometry, OUT away float8, OUT first float8, OUT last float8) LANGUAGE sql IMMUTABLE AS $$
  SELECT line.away, min(ST_Distance(a, point)), max(ST_Distance(a, point))
  FROM (SELECT ST_MakeLine(a, b) AS piece, ST_Distance(place, ST_MakeLine(a, b)) AS away) AS line
  CROSS JOIN LATERAL (
    VALUES (a), (b)
    UNION ALL SELECT ST_ClosestPoint(piece, corner.geom) FROM ST_DumpPoints(place) AS corner
    UNION ALL SELECT met.geom FROM ST_DumpPoints(ST_Intersection(piece, place)) AS met) AS candidate (point)
  WHERE ST_Distance(place, point) <= line.away + 0.0001
  GROUP BY line.away
$$;

CREATE TABLE brute.site_access AS
SELECT n, piece, (brute.access(s.geom, a, b)).*
FROM brute.site s JOIN brute.piece ON ST_Distance(s.geom, ST_MakeLine(a, b)) <= 10000;

CREATE TABLE brute.stop_access AS
SELECT piece, (brute.access(f.geom, a, b)).*
FROM brute.feature f JOIN brute.piece ON ST_Distance(f.geom, ST_MakeLine(a, b)) <= 10000
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
