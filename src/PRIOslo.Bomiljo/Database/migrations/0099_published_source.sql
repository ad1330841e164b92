-- What the sources behind the published years are called, as their mappings give it: a mapping need not lie in the program's own folder.
CREATE TABLE published.source (
    source  text PRIMARY KEY,
    name_nb text NOT NULL,
    name_en text NOT NULL
);

INSERT INTO published.source (source, name_nb, name_en)
SELECT DISTINCT ON (d.source) d.source, d.name_nb, d.name_en
FROM ledger.delivery d
WHERE d.name_nb IS NOT NULL AND d.name_en IS NOT NULL
  AND d.source IN (SELECT source FROM published.coverage UNION SELECT source FROM published.override UNION SELECT name FROM published.series_break WHERE kind = 'source')
ORDER BY d.source, d.delivery_id DESC;
