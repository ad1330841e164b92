-- The distinct street names of an address register, which misspelled names are held against. pg_trgm is a trusted extension: the
-- database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE geo.street (
    vintage_id  int NOT NULL REFERENCES geo.vintage ON DELETE CASCADE,
    street      text NOT NULL,
    PRIMARY KEY (vintage_id, street)
);
CREATE INDEX street_trigrams ON geo.street USING gin (lower(street) gin_trgm_ops);

INSERT INTO geo.street (vintage_id, street)
SELECT DISTINCT vintage_id, street FROM geo.address;
