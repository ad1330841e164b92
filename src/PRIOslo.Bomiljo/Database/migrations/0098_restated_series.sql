-- Of a delbydel's unbroken series, the last year whose counts and denominators were shared out by the table of changed areas. Null where there is none,
-- and in versions from before this.
ALTER TABLE heatmap.figure ADD COLUMN restated_until smallint;
