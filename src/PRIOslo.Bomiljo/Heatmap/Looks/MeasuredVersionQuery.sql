-- Every measured version, newest first: when it was measured and frozen, why it corrects an earlier one, and how it is out.
-- No parameters. Frozen, reason, hash and published are null where they do not apply.
SELECT m.year, m.version, m.measured_at, f.frozen_at, f.reason, f.sha256,
       CASE r.provisional WHEN true THEN 'provisional' WHEN false THEN 'decided' END
FROM heatmap.measurement m
LEFT JOIN heatmap.frozen f USING (year, version)
LEFT JOIN published.release r USING (year, version)
ORDER BY m.year DESC, m.version DESC;
