-- What rests on a delivery, year by year: its own rows, and the measurements and publications that counted them.
-- Parameters: @id. Columns: year; rows and incidents of the delivery in it (0 where only a measurement looked at it); whether a
-- measurement of the year rests on it, whether one of those was published by decision, whether one is frozen, and whether
-- a retention rule has deleted raw rows of its source and that year. Nothing is null.
WITH held AS (
    SELECT occurred_year AS year, count(*)::int AS rows, sum(incidents)::bigint AS incidents
    FROM incident.incident WHERE delivery_id = @id GROUP BY 1
), rests AS (
    SELECT m.year, bool_or(coalesce(NOT r.provisional, false)) AS published,
           bool_or(EXISTS (SELECT FROM heatmap.frozen f WHERE (f.year, f.version) = (m.year, m.version))) AS frozen
    FROM heatmap.measurement m LEFT JOIN published.release r USING (year, version)
    WHERE m.inputs -> 'deliveries' @> jsonb_build_array(jsonb_build_object('id', @id))
    GROUP BY 1
)
SELECT year::int, coalesce(held.rows, 0), coalesce(held.incidents, 0), rests.year IS NOT NULL, coalesce(rests.published, false), coalesce(rests.frozen, false),
       EXISTS (SELECT FROM ledger.retention t JOIN ledger.delivery d USING (source) WHERE d.delivery_id = @id AND t.year = coalesce(held.year, rests.year))
FROM held FULL JOIN rests USING (year)
ORDER BY 1;
