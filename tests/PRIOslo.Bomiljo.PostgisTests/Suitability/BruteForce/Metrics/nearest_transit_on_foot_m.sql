-- On foot to the nearest feature of the layer transit: from the nearest piece of way that leads to one and those at most 25 m farther
-- away, over either end or to a stop on the piece.
WITH walk AS (
  SELECT n, s.piece, s.away, s.first, s.last, length, f.away_from_stop AS from_start, t.away_from_stop AS from_end,
         min(s.away) OVER (PARTITION BY n) AS nearest
  FROM brute.site_access s JOIN brute.piece USING (piece) JOIN brute.node f ON f.node = start_node JOIN brute.node t ON t.node = end_node
  WHERE least(f.away_from_stop, t.away_from_stop) < 'Infinity'
)
SELECT n, min(away + least(first + from_start, length - last + from_end,
                           (SELECT min(o.away + greatest(0, o.first - l.last, l.first - o.last)) FROM brute.stop_access o WHERE o.piece = l.piece))) / 100 AS value
FROM walk l
WHERE away <= nearest + 2500
GROUP BY n;
