-- Streets of the latest register that share at least two trigrams with a name, of the five of the name's trigrams that are rarest
-- among the streets (all of them where there are fewer): one wrong letter spoils three at most. Endings such as «vegen», which
-- half of all streets have, are so never looked at. Whoever asks must hold the streets against the name: similar is not the same.
-- Parameters: @names, lower case, none null. Columns: the name's place in @names, from 1; the street.
WITH asked AS MATERIALIZED (
    SELECT name, place::int AS place FROM unnest(@names::text[]) WITH ORDINALITY AS a (name, place)
), street AS MATERIALIZED (
    SELECT street, length(street) AS letters, unnest(show_trgm(lower(street))) AS trigram
    FROM geo.street
    WHERE vintage_id = (SELECT vintage_id FROM geo.current_vintage WHERE layer = 'address' ORDER BY year DESC LIMIT 1)
), frequency AS MATERIALIZED (
    SELECT trigram, count(*) AS streets FROM street GROUP BY trigram
), ranked AS (
    SELECT a.place, a.letters, a.trigram, row_number() OVER (PARTITION BY a.place ORDER BY f.streets, a.trigram) AS rank
    FROM (SELECT place, length(name) AS letters, unnest(show_trgm(name)) AS trigram FROM asked) a
    JOIN frequency f USING (trigram)
), rare AS MATERIALIZED (
    SELECT place, letters, trigram FROM ranked WHERE rank <= 5
)
SELECT r.place, s.street
FROM rare r
JOIN street s ON s.trigram = r.trigram AND s.letters BETWEEN r.letters - 5 AND r.letters + 5
GROUP BY r.place, s.street
HAVING count(*) >= 2
ORDER BY r.place, s.street;
