-- True figures of 2023 for the analysts' page: two frozen versions, of which the second corrects the first, one theme and the sum. What is
-- published of the year stays as it is. Run once; every number follows from the codes.
INSERT INTO incident.theme VALUES ('brann', 'Brann', 'Fire', true) ON CONFLICT DO NOTHING;
INSERT INTO heatmap.measurement
SELECT 2023, version, '2024-02-01 12:00+01', '0.1.0', vintage_id, '{}' FROM geo.vintage, generate_series(1, 2) AS version WHERE layer = 'delbydel';
INSERT INTO heatmap.area
SELECT 2023, version, 'delbydel', code, name, left(code, 2) FROM geo.area JOIN geo.vintage USING (vintage_id), generate_series(1, 2) AS version WHERE layer = 'delbydel';
INSERT INTO heatmap.figure (year, version, level, area, theme, incidents, denominator, rate_per, rate, rate_low, rate_high, interpolated, weighted, weighted_low, weighted_high,
    change, change_low, change_high, change_p, change_q, change_q_by, change_class, change_interpolated, trend_class, trend_years, dominance, share_public, share_point, share_street, share_area)
SELECT 2023, version, 'delbydel', area, theme, n, 2000, 1000, n / 2.0, n / 3.0, n, area = '0102', n * 2, n, n * 3,
       1.5, 1.1, 2.2, 0.002, 0.02, 0.06, 'up', area = '0102', 'too-short', 3, 0.25, 0.75, 0.5, 0.3, 0.2
FROM (SELECT version, area, theme, 10 * version + right(area, 1)::int AS n
      FROM heatmap.area, unnest(ARRAY['brann', 'total']) AS theme WHERE year = 2023) AS counted;
INSERT INTO heatmap.comparison
SELECT 2023, version, 'delbydel', area, theme, 120, 90, 150, 6.5, 6.7, 2.4, 0.01, 0.04, 'hot', 0.8, 0.02, 0.07, 'high-high', 0.15, 'above-95'
FROM heatmap.figure WHERE year = 2023;
INSERT INTO heatmap.theme_result (year, version, theme, denominator_unit, rate_per, dispersion, dispersion_basis, first_year, areas_tested, moran, moran_p, city_rate,
    hot_spots, cold_spots, changes_up, changes_down, placed_percent, least_months)
SELECT 2023, version, theme, 'residents', 1000, version + 0.5, 'years', 2021, 24, 0.2, 0.03, 5, 3, 1, 2, 0, 98, 12
FROM generate_series(1, 2) AS version, unnest(ARRAY['brann', 'total']) AS theme;
INSERT INTO heatmap.index_value
SELECT 2023, version, area, 0.4, 0.1, 0.7, 3, 1, 9, 0.85, true, 2, 5 FROM heatmap.area WHERE year = 2023;
UPDATE heatmap.figure SET change = 'Infinity', change_low = 1.4, change_high = 'Infinity' WHERE area = '0103' AND theme = 'brann';
UPDATE heatmap.figure SET change = NULL, change_low = NULL, change_high = NULL, change_class = 'no-earlier-year' WHERE theme = 'total';
INSERT INTO heatmap.profile (year, version, level, area, theme, kind, slot, incidents)
SELECT 2023, 2, 'bydel', '01', 'brann', kind, slot, 1 + (slot * 7) % 11
FROM (VALUES ('hour', 0, 23), ('weekday', 1, 7), ('month', 1, 11)) AS part (kind, first, last), LATERAL generate_series(first, last) AS slot;
INSERT INTO heatmap.frozen
SELECT 2023, version, make_timestamptz(2024, 2, version, 12, 0, 0, 'Europe/Oslo'), 'x', CASE version WHEN 2 THEN 'Brann leverte på nytt.' END, '0.1.0', '{}', '{}', repeat('a', 64)
FROM generate_series(1, 2) AS version;
-- The year before had one theme more; the sums are not compared, and one area had nothing of the theme then.
INSERT INTO incident.theme VALUES ('forsopling', 'Forsøpling', 'Littering', false) ON CONFLICT DO NOTHING;
INSERT INTO heatmap.measurement SELECT 2022, 1, '2023-02-01 12:00+01', '0.1.0', vintage_id, '{}' FROM geo.vintage WHERE layer = 'delbydel' ON CONFLICT DO NOTHING;
INSERT INTO heatmap.area SELECT 2022, 1, level, area, area_name, parent FROM heatmap.area WHERE year = 2023 AND version = 1;
INSERT INTO heatmap.figure (year, version, level, area, theme, incidents, denominator, rate_per, rate)
SELECT 2022, 1, 'delbydel', area, theme, 0, 2000, 1000, 0 FROM heatmap.area, unnest(ARRAY['brann', 'forsopling', 'total']) AS theme WHERE year = 2022;
INSERT INTO heatmap.theme_result (year, version, theme, denominator_unit, rate_per, dispersion, dispersion_basis, first_year, areas_tested, hot_spots, cold_spots, changes_up, changes_down)
SELECT 2022, 1, theme, 'residents', 1000, 1.5, 'years', 2022, 24, 0, 0, 0, 0 FROM unnest(ARRAY['brann', 'forsopling', 'total']) AS theme;
