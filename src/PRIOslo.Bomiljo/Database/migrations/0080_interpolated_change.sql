-- Whether a change or a trend rests on a denominator that lies between two known years. Of the measurement: null where there is no change or
-- trend, and in versions from before this, of which only the year's own denominator is known.
ALTER TABLE heatmap.figure
    ADD COLUMN change_interpolated boolean,  -- of this year or the year before
    ADD COLUMN trend_interpolated  boolean;  -- of any year of the unbroken series

-- Of what is out: true where a denominator that is out lies between two known years, of the years that the class is computed from.
ALTER TABLE published.figure
    ADD COLUMN change_interpolated boolean NOT NULL DEFAULT false,
    ADD COLUMN trend_interpolated  boolean NOT NULL DEFAULT false;
UPDATE published.figure p
SET change_interpolated = (p.change IS NOT NULL OR p.change_class IN ('up', 'down', 'no-change') IS TRUE) AND (p.interpolated OR coalesce(e.change, false)),
    trend_interpolated = p.trend_class IN ('rising', 'falling', 'no-trend') IS TRUE AND (p.interpolated OR coalesce(e.trend, false))
FROM heatmap.figure t, LATERAL (
    SELECT bool_or(f.interpolated AND f.year = t.year - 1) AS change, bool_or(f.interpolated) AS trend
    FROM published.figure f
    WHERE (f.level, f.area, f.theme) = (t.level, t.area, t.theme) AND f.year BETWEEN t.year - coalesce(t.trend_years, 1) + 1 AND t.year - 1
      AND f.version = (SELECT max(r.version) FROM published.release r WHERE r.year = f.year)) e
WHERE (t.year, t.version, t.level, t.area, t.theme) = (p.year, p.version, p.level, p.area, p.theme);
