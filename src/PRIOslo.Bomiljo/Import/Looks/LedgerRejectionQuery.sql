-- The first rows of a delivery that were rejected. Parameters: @delivery, its id; @most, how many rows at most.
-- category_code is null unless the problem is a category that is not mapped.
SELECT line, column_name, problem, category_code
FROM ledger.rejection
WHERE delivery_id = @delivery
ORDER BY line
LIMIT @most;
