-- Incidents of one source by category and month (Europe/Oslo): its history, before a delivery comes in.
-- Parameters: @source. Columns: category, year, month, incidents; nothing is null.
SELECT category, year::int, month::int, sum(incidents)::bigint
FROM incident.counted
WHERE source = @source
GROUP BY 1, 2, 3;
