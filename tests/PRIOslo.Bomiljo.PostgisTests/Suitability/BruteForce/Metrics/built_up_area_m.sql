-- To the built-up area: 25 m around the buildings, other than the site's own, of a chain with at most 50 m from one to the next and
-- at least 60 dwellings. Outbuildings neither count nor link. A chain is what can be reached from its first building.
WITH RECURSIVE node AS MATERIALIZED (
  SELECT building, dwellings, geom FROM brute.building WHERE kind <> 'outbuilding'
), link AS MATERIALIZED (
  SELECT a.building, b.building AS next FROM node a CROSS JOIN node b WHERE ST_Distance(a.geom, b.geom) <= 5000
), reached (building, next) AS (
  SELECT building, building FROM node
  UNION
  SELECT reached.building, link.next FROM reached JOIN link ON link.building = reached.next
), built_up AS MATERIALIZED (
  SELECT reached.building FROM reached JOIN node ON node.building = reached.next GROUP BY reached.building HAVING sum(dwellings) >= 60
)
SELECT n, greatest(0, min(metres) - 25) AS value
FROM brute.pair JOIN built_up USING (building)
WHERE NOT own
GROUP BY n;
