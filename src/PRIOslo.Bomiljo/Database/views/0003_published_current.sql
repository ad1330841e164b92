-- The version of each published year that is shown: the highest that is out by decision, else the highest. What is measured anew after a
-- decision waits for one of its own.
CREATE OR REPLACE VIEW published.current WITH (security_invoker = true) AS
SELECT DISTINCT ON (year) year, version, published_at, provisional, approximate, cells, suppressed, same_events
FROM published.release
ORDER BY year, provisional, version DESC;
