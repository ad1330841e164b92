-- What the shown version of a year corrects, theme by theme of either version; no row where it is the first. Parameter: @year. Columns: the
-- version that it corrects, the reason, theme, its two names, whether it is protected, whether the version before has it, whether this one does,
-- the city's count before and now (null: hidden or not there), delbydeler with another shown count or one for the first time, and those whose
-- count was shown and is not now; bydeler of the same kind.
WITH correction AS (
    SELECT k.* FROM published.correction k JOIN published.current USING (year, version) WHERE k.year = @year
), before AS (
    SELECT f.* FROM published.figure f JOIN correction k ON (k.year, k.corrects) = (f.year, f.version)
), now AS (
    SELECT f.* FROM published.figure f JOIN correction USING (year, version)
)
SELECT k.corrects, k.reason, theme, t.name_nb, t.name_en, t.protected, bool_or(o.year IS NOT NULL), bool_or(n.year IS NOT NULL),
       max(o.count) FILTER (WHERE level = 'by'), max(n.count) FILTER (WHERE level = 'by'),
       (count(*) FILTER (WHERE level = 'delbydel' AND n.count IS NOT NULL AND n.count IS DISTINCT FROM o.count))::int,
       (count(*) FILTER (WHERE level = 'delbydel' AND o.count IS NOT NULL AND n.count IS NULL))::int,
       (count(*) FILTER (WHERE level = 'bydel' AND o.count IS NOT NULL AND n.count IS NULL))::int
FROM before o
FULL JOIN now n USING (level, area, theme)
JOIN published.theme t USING (theme)
CROSS JOIN correction k
GROUP BY k.corrects, k.reason, theme, t.name_nb, t.name_en, t.protected, t.sort_order
ORDER BY t.sort_order, theme;
