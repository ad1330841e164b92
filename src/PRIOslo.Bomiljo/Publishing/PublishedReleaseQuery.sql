-- The years that are shown, newest first, each in its highest version. No parameters.
SELECT year, version, published_at, provisional, approximate, cells, suppressed, same_events
FROM published.current
ORDER BY year DESC;
