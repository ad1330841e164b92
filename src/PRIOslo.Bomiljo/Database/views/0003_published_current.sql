-- The version of each published year that is shown: the highest.
CREATE OR REPLACE VIEW published.current WITH (security_invoker = true) AS
SELECT DISTINCT ON (year) year, version, published_at, provisional, approximate, cells, suppressed, same_events
FROM published.release
ORDER BY year, version DESC;
