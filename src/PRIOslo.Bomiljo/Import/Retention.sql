-- Deletes the incidents of each source and year whose measurement was frozen at least the source's term ago.
-- Parameters: @sources and @months, two arrays of one length; @now; @by. Nothing is null.
-- Columns: source, year, months, when the year was first frozen, rows and incidents deleted.
WITH rule AS (
    SELECT * FROM unnest(@sources::text[], @months::int[]) AS rule (source, months)
), frozen AS (
    SELECT year, min(frozen_at) AS frozen_at FROM heatmap.frozen GROUP BY year
), due AS (
    SELECT rule.source, rule.months, frozen.year, frozen.frozen_at
    FROM rule CROSS JOIN frozen
    WHERE frozen.frozen_at + make_interval(months => rule.months) <= @now
), gone AS (
    DELETE FROM incident.incident i USING due
    WHERE i.source = due.source AND i.occurred_year = due.year
    RETURNING i.source, i.occurred_year, i.incidents
), noted AS (
    INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents)
    SELECT gone.source, gone.occurred_year, due.months, @now, @by, count(*), sum(gone.incidents)
    FROM gone JOIN due ON due.source = gone.source AND due.year = gone.occurred_year
    GROUP BY gone.source, gone.occurred_year, due.months
    RETURNING source, year, months, rows, incidents
)
SELECT noted.source, noted.year, noted.months, frozen.frozen_at, noted.rows, noted.incidents
FROM noted JOIN frozen USING (year)
ORDER BY noted.source, noted.year;
