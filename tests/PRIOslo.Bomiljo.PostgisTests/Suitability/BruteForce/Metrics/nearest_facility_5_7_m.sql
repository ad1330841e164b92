-- To the nearest facility for groups 5 to 7, or for a group that is not stated, that is not the site's own.
SELECT n, min(metres) AS value
FROM brute.other_home
WHERE layer = 'facility' AND (kind = '' OR string_to_array(kind, ',') && '{5,6,7,som-5-7}')
GROUP BY n;
