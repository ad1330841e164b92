-- Homes planned, where they are stated.
SELECT n, units AS value
FROM brute.site
WHERE units IS NOT NULL;
