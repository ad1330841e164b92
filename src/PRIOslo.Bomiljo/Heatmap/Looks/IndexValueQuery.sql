-- The combined index (Bomiljøindeks) of the ranked delbydeler in one version of a year, by code: there is no list of the worst.
-- Parameters: @year (Europe/Oslo), @version. Nothing is null; Sentrum and Marka are not ranked and not among the rows.
SELECT i.area, a.area_name, i.value, i.value_low, i.value_high, i.rank_low, i.rank_high, i.rank_weights_low, i.rank_weights_high,
       i.worst_tenth_probability, i.among_worst_tenth
FROM heatmap.index_value i
JOIN heatmap.area a ON (a.year, a.version, a.level, a.area) = (i.year, i.version, 'delbydel', i.area)
WHERE i.year = @year AND i.version = @version
ORDER BY i.area;
