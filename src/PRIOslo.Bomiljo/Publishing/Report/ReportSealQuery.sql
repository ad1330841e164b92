-- What the shown version of a year rests on. Parameter: @year. The hash is null where the measurement was not frozen when it went out.
SELECT s.program_version, s.frozen_sha256
FROM published.seal s
JOIN published.current c USING (year, version)
WHERE s.year = @year;
