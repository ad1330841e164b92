-- Severity of each category, 1 for the least serious. No parameters; nothing is null.
SELECT category, severity FROM incident.category;
