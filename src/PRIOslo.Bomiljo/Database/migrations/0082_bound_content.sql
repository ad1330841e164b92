-- What measurements were made with and name by hash alone in their inputs: the taxonomy, and the table of changed areas. Each is kept once, so that
-- a frozen year is measured again from its own. Boundaries are kept by their vintages, which are never removed.
CREATE TABLE heatmap.bound_content (
    hash     text PRIMARY KEY,  -- as the inputs name it: MD5 of a taxonomy, SHA-256 of a table of changed areas
    content  text NOT NULL      -- JSON, an array of {category, theme, protected, severity}; or the file's text
);
