-- Whether each dwelling building within 100 m is seen from each site: every line from a corner of the site to the middle of the
-- building's box, walked over the height model post by post and held against every wall of the buildings around.
-- brute.post holds the heights in the middle of cells of 10 m, the first 5 m inside the model's north-western corner; null where
-- there is none. brute.height holds what buildings measure by kind. Seen is null where the ground is not known on a line that
-- nothing else hides, and no other line is clear.

-- The ground between four posts, bilinear; x and y count posts to the east and to the south.
CREATE FUNCTION brute.ground(x float8, y float8) RETURNS float8 LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN bool_or(metres IS NULL) OR count(*) < (1 + (x <> floor(x))::int) * (1 + (y <> floor(y))::int) THEN NULL
              ELSE sum(metres * (1 - abs(x - post_x)) * (1 - abs(y - post_y))) END
  FROM brute.post
  WHERE post_x IN (floor(x)::int, ceil(x)::int) AND post_y IN (floor(y)::int, ceil(y)::int)
$$;

-- A building for something else that holds homes is as high as the higher of both.
CREATE TABLE brute.high AS
SELECT building, max(h.metres) AS metres
FROM brute.building b JOIN brute.height h ON h.kind = b.kind OR (b.home AND h.kind = 'residential')
GROUP BY building;

CREATE UNLOGGED TABLE brute.line AS
SELECT row_number() OVER () AS line, n, building, dwellings, ST_MakeLine(eye, top) AS geom, x1, y1, brute.ground(x1, y1) + 1.6 AS z1,
       x2, y2, brute.ground(x2, y2) + h.metres AS z2
FROM (SELECT DISTINCT p.n, p.building, p.dwellings, corner.geom AS eye, ST_Centroid(ST_Envelope(b.geom)) AS top
      FROM brute.pair p
      JOIN brute.site s USING (n)
      JOIN brute.building b USING (building)
      CROSS JOIN LATERAL ST_DumpPoints(s.geom) AS corner
      WHERE p.metres <= 100 AND p.home AND p.dwellings > 0 AND NOT p.own) AS wanted
JOIN brute.high h USING (building)
CROSS JOIN (SELECT west, north FROM brute.model) AS model
CROSS JOIN LATERAL (SELECT (ST_X(eye) - west) / 1000 - 0.5 AS x1, (north - ST_Y(eye)) / 1000 - 0.5 AS y1,
                           (ST_X(top) - west) / 1000 - 0.5 AS x2, (north - ST_Y(top)) / 1000 - 0.5 AS y2 OFFSET 0) AS posts;

ANALYZE brute.line;

CREATE UNLOGGED TABLE brute.wall AS
SELECT building, segment.geom
FROM brute.building CROSS JOIN LATERAL ST_DumpSegments(ST_Boundary(building.geom)) AS segment
WHERE ST_Dimension(building.geom) = 2;
ANALYZE brute.wall;

CREATE UNLOGGED TABLE brute.sight AS
WITH crossed AS (
  -- Where a line crosses the columns and the rows of posts: between which two posts, and how far from the first.
  SELECT line, at AS x, floor(side)::int AS y, 0 AS dx, 1 AS dy, side - floor(side) AS beyond, z1 + way * (z2 - z1) AS sight
  FROM brute.line
  CROSS JOIN LATERAL generate_series(ceil(least(x1, x2))::int, floor(greatest(x1, x2))::int) AS at
  CROSS JOIN LATERAL (SELECT (at - x1) / (x2 - x1) AS way, y1 + (at - x1) / (x2 - x1) * (y2 - y1) AS side) AS there
  WHERE at NOT IN (x1, x2)
  UNION ALL
  SELECT line, floor(side)::int, at, 1, 0, side - floor(side), z1 + way * (z2 - z1)
  FROM brute.line
  CROSS JOIN LATERAL generate_series(ceil(least(y1, y2))::int, floor(greatest(y1, y2))::int) AS at
  CROSS JOIN LATERAL (SELECT (at - y1) / (y2 - y1) AS way, x1 + (at - y1) / (y2 - y1) * (x2 - x1) AS side) AS there
  WHERE at NOT IN (y1, y2)
), hiding AS (
  SELECT line, CASE WHEN beyond = 0 THEN a.metres ELSE a.metres * (1 - beyond) + b.metres * beyond END > sight AS hides
  FROM crossed
  LEFT JOIN brute.post a ON a.post_x = x AND a.post_y = y
  LEFT JOIN brute.post b ON b.post_x = x + dx AND b.post_y = y + dy
  UNION ALL
  -- No line reaches farther than 200 m: 100 m and half of the largest building.
  SELECT line, brute.ground(x1 + way * (x2 - x1), y1 + way * (y2 - y1)) + h.metres > z1 + way * (z2 - z1)
  FROM brute.line l
  JOIN brute.pair p ON p.n = l.n AND p.building <> l.building AND p.metres <= 200 AND NOT p.own
  JOIN brute.wall ON wall.building = p.building AND l.geom && wall.geom AND ST_Crosses(l.geom, wall.geom)
  JOIN brute.high h ON h.building = wall.building
  CROSS JOIN LATERAL (SELECT ST_LineLocatePoint(l.geom, ST_Intersection(l.geom, wall.geom)) AS way OFFSET 0) AS there
), clear AS (
  SELECT l.n, l.building, l.dwellings, CASE WHEN bool_or(hides) THEN false WHEN z1 + z2 IS NULL OR bool_or(hides IS NULL AND hiding.line IS NOT NULL) THEN NULL ELSE true END AS clear
  FROM brute.line l LEFT JOIN hiding USING (line)
  GROUP BY l.line, l.n, l.building, l.dwellings, z1, z2
)
SELECT n, building, dwellings, CASE WHEN bool_or(clear) THEN true WHEN bool_or(clear IS NULL) THEN NULL ELSE false END AS seen
FROM clear
GROUP BY n, building, dwellings;
