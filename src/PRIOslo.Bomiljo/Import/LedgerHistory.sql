-- Incidents of one source by category and month (Europe/Oslo): its history, before a delivery comes in.
-- Parameters: @source. Columns: category, year, month, incidents; nothing is null.
SELECT category, occurred_year::int, date_part('month', occurred_at AT TIME ZONE 'Europe/Oslo')::int, sum(incidents)::bigint
FROM incident.incident
WHERE source = @source
GROUP BY 1, 2, 3;
