-- The years that are shown, newest first, each in the version that is (views/0003_published_current.sql). No parameters.
SELECT year, version, published_at, provisional, approximate, cells, suppressed, same_events,
       EXISTS (SELECT FROM published.figure f WHERE (f.year, f.version) = (c.year, c.version) AND f.interpolated)
FROM published.current c
ORDER BY year DESC;
