-- A ratio of two years is said only with the test's answer beside it; the total and unranked areas are in no family of tests.
UPDATE published.figure
SET change = NULL, change_interpolated = false
WHERE change_class IN ('up', 'down', 'no-change') IS NOT TRUE AND (change IS NOT NULL OR change_interpolated);

ALTER TABLE published.figure ADD CONSTRAINT change_with_its_class CHECK (change IS NULL OR change_class IN ('up', 'down', 'no-change') IS TRUE);
