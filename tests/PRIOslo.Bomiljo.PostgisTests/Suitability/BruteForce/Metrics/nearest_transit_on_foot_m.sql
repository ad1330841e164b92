-- On foot to the nearest feature of the layer transit: of all pieces of way within reach, over either end or to a stop on the piece.
SELECT n, min(s.away + least(s.first + f.away_from_stop, length - s.last + t.away_from_stop,
                             (SELECT min(o.away + greatest(0, o.first - s.last, s.first - o.last)) FROM brute.stop_access o WHERE o.piece = s.piece))) / 100 AS value
FROM brute.site_access s JOIN brute.piece USING (piece) JOIN brute.node f ON f.node = start_node JOIN brute.node t ON t.node = end_node
WHERE least(f.away_from_stop, t.away_from_stop) < 'Infinity'
GROUP BY n;
