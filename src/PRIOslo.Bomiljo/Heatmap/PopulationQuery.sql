-- All population figures. No parameters. Null dwellings or municipal dwellings are unknown.
SELECT code, year, residents, dwellings, municipal_dwellings FROM geo.population ORDER BY code, year;
