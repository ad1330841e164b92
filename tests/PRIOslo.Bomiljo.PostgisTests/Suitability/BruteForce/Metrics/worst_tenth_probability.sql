-- Probability that the delbydel is among the worst tenth, in the published version of the latest published year, down to whole tenths.
SELECT n, floor(worst_tenth_probability * 10) / 10 AS value
FROM brute.place JOIN heatmap.index_value ON area = delbydel
WHERE (year, version) = (SELECT year, version FROM published.release ORDER BY year DESC, version DESC LIMIT 1);
