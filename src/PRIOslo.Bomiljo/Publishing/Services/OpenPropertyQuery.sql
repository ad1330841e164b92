-- The properties of a view's features: its columns in their order, each with its type and what is said about it.
-- Parameter: @relation, the view.
SELECT attname::text, format_type(atttypid, NULL), coalesce(col_description(attrelid, attnum), '')
FROM pg_attribute
WHERE attrelid = @relation::text::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attnum;
