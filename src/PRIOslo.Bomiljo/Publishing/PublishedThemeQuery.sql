-- Themes that have figures in a shown year, in their order; the sum of all themes comes first. No parameters.
SELECT theme, name_nb, name_en, protected
FROM published.theme t
WHERE EXISTS (SELECT FROM published.figure f WHERE f.theme = t.theme)
ORDER BY theme <> 'total', sort_order, theme;
