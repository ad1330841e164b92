-- Source-years of one version's series that lack months or places. Parameters: @year, @version. The names are null where the source's mapping
-- has told none.
SELECT i.source, i.source_year, i.outcome, ARRAY(SELECT finding ->> 'text' FROM jsonb_array_elements(i.findings) AS finding), n.name_nb, n.name_en
FROM heatmap.incomplete_source i
LEFT JOIN published.source n USING (source)
WHERE i.year = @year AND i.version = @version
ORDER BY i.source, i.source_year;
