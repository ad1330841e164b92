-- What was answered of drawn areas of a year, each with the place, from 0, of the release that it rests on among those that are compared.
-- Parameters: @year; @protected_themes, in order, as for the releases. Columns: place, theme, delbydeler that are counted whole, delbydeler
-- that are cut, incidents. Left out: answers whose whole delbydeler were not kept yet, and those of a release under other protected themes
-- or without a protected cell, of which nothing compares.
SELECT r.place, x.theme, d.whole, ARRAY(SELECT c.delbydel FROM heatmap.drawn_cut c WHERE c.drawn_id = d.drawn_id ORDER BY c.delbydel), x.incidents
FROM heatmap.drawn_area d
JOIN heatmap.drawn_answer x USING (drawn_id)
CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE a.compares))::int - 1 AS place, (array_agg(a.compares ORDER BY k.release_no DESC))[1] AS compares
    FROM heatmap.kept_release k
    CROSS JOIN LATERAL (
        SELECT k.protected_themes = @protected_themes AND EXISTS (SELECT FROM heatmap.kept_cell c WHERE c.release_no = k.release_no) AS compares) AS a
    WHERE k.year = d.year AND k.released_version <= d.released_version) AS r
WHERE d.year = @year AND x.incidents IS NOT NULL AND d.whole IS NOT NULL AND r.compares
ORDER BY d.drawn_id, x.theme;
