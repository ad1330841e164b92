-- Entries of the audit after a number, in their order.
-- Parameters: @after, 0 for all. Columns: seq, at, actor, role, action, subject, detail (text), previous, hash; none is null.
SELECT seq, at, actor, role, action, subject, detail::text, previous, hash
FROM audit.entry
WHERE seq > @after
ORDER BY seq;
