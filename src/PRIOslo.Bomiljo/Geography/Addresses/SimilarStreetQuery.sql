-- Streets of the latest register whose trigrams look like a name's, at most eight a name, the most similar first; several names
-- may look like one street. Whoever asks must hold them against the name: similar is not the same.
-- Parameters: @names, lower case, none null. The setting pg_trgm.similarity_threshold says how similar.
-- Columns: the name's place in @names, from 1; the street.
SELECT asked.place::int, near.street
FROM unnest(@names) WITH ORDINALITY AS asked (name, place)
CROSS JOIN LATERAL (
    SELECT s.street
    FROM geo.street s
    WHERE lower(s.street) % asked.name
      AND s.vintage_id = (SELECT vintage_id FROM geo.current_vintage WHERE layer = 'address' ORDER BY year DESC LIMIT 1)
    ORDER BY similarity(lower(s.street), asked.name) DESC, s.street
    LIMIT 8) near
ORDER BY asked.place;
