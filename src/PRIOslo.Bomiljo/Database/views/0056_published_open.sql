-- What the open services give out. The columns of open_figure, open_area and open_surface are the properties of their features and of the
-- vector tiles, and the columns' comments describe them in the API: a column added here is added everywhere.
DROP VIEW IF EXISTS published.open_feature, published.open_figure, published.open_area, published.open_surface;

CREATE VIEW published.open_figure WITH (security_invoker = true) AS
SELECT f.year, f.version, f.level, f.area, a.area_name, a.bydel, f.theme, f.count, f.denominator, f.denominator_unit, f.rate, f.rate_per, f.rate_low, f.rate_high,
       f.change, f.change_class, f.trend_class, f.rate_class, f.hotspot_class, f.lisa, f.suppressed, c.provisional, c.approximate,
       f.interpolated, f.change_interpolated, f.trend_interpolated
FROM published.figure f
JOIN published.current c USING (year, version)
JOIN published.area a USING (year, version, level, area);

COMMENT ON COLUMN published.open_figure.year IS 'Calendar year, Europe/Oslo';
COMMENT ON COLUMN published.open_figure.version IS 'Version of the year; the highest is shown';
COMMENT ON COLUMN published.open_figure.level IS 'delbydel, bydel or by';
COMMENT ON COLUMN published.open_figure.area IS 'Code of the area';
COMMENT ON COLUMN published.open_figure.area_name IS 'Name of the area';
COMMENT ON COLUMN published.open_figure.bydel IS 'Two-digit code of the bydel; empty for the city';
COMMENT ON COLUMN published.open_figure.theme IS 'Code of the theme; total is their sum';
COMMENT ON COLUMN published.open_figure.count IS 'Incidents; null where suppressed';
COMMENT ON COLUMN published.open_figure.denominator IS 'In denominator_unit; null where it is zero or not known';
COMMENT ON COLUMN published.open_figure.denominator_unit IS 'residents, municipal-dwellings or another unit';
COMMENT ON COLUMN published.open_figure.rate IS 'Incidents per rate_per of denominator_unit; null where suppressed or without denominator';
COMMENT ON COLUMN published.open_figure.rate_per IS 'How many of denominator_unit the rate is per';
COMMENT ON COLUMN published.open_figure.rate_low IS 'Lower end of the 95 % interval of the rate';
COMMENT ON COLUMN published.open_figure.rate_high IS 'Upper end of the 95 % interval of the rate';
COMMENT ON COLUMN published.open_figure.change IS 'This year''s rate over last year''s, where both are shown';
COMMENT ON COLUMN published.open_figure.change_class IS 'up, down or no-change, or why there is nothing to compare';
COMMENT ON COLUMN published.open_figure.trend_class IS 'rising, falling, no-trend or too-short';
COMMENT ON COLUMN published.open_figure.rate_class IS 'Shrunken rate against the city''s: above-city, near-city or below-city';
COMMENT ON COLUMN published.open_figure.hotspot_class IS 'hot, cold or none; null where a neighbour is hidden';
COMMENT ON COLUMN published.open_figure.lisa IS 'high-high, low-low, high-low, low-high or none; null where a neighbour is hidden';
COMMENT ON COLUMN published.open_figure.suppressed IS 'True where the figures are hidden, so that nobody can be recognised';
COMMENT ON COLUMN published.open_figure.provisional IS 'True until an analyst has decided to publish the version';
COMMENT ON COLUMN published.open_figure.approximate IS 'True where the areas are built from centre points, for demonstration';
COMMENT ON COLUMN published.open_figure.interpolated IS 'True where the denominator lies between two known years';
COMMENT ON COLUMN published.open_figure.change_interpolated IS 'True where the change rests on such a denominator';
COMMENT ON COLUMN published.open_figure.trend_interpolated IS 'True where the trend rests on such a denominator';

CREATE VIEW published.open_area WITH (security_invoker = true) AS
SELECT a.year, a.version, a.level, a.area, a.area_name, a.bydel, c.approximate
FROM published.area a
JOIN published.current c USING (year, version);

COMMENT ON COLUMN published.open_area.year IS 'Calendar year that the boundaries apply to';
COMMENT ON COLUMN published.open_area.version IS 'Version of the year; the highest is shown';
COMMENT ON COLUMN published.open_area.level IS 'delbydel, bydel or by';
COMMENT ON COLUMN published.open_area.area IS 'Code of the area';
COMMENT ON COLUMN published.open_area.area_name IS 'Name of the area';
COMMENT ON COLUMN published.open_area.bydel IS 'Two-digit code of the bydel; empty for the city';
COMMENT ON COLUMN published.open_area.approximate IS 'True where the areas are built from centre points, for demonstration';

CREATE VIEW published.open_surface WITH (security_invoker = true) AS
SELECT s.year, s.version, s.theme, b.band, b.cells, s.reach_metres, s.left_out_percent, c.provisional, c.approximate
FROM published.surface s
JOIN published.surface_band b USING (year, version, theme)
JOIN published.current c USING (year, version);

COMMENT ON COLUMN published.open_surface.year IS 'Calendar year, Europe/Oslo';
COMMENT ON COLUMN published.open_surface.version IS 'Version of the year; the highest is shown';
COMMENT ON COLUMN published.open_surface.theme IS 'Code of the theme';
COMMENT ON COLUMN published.open_surface.band IS 'Rate against the city''s: 1 as the city, lower, or too few to say; 2 up to twice the city; 3 more than twice';
COMMENT ON COLUMN published.open_surface.cells IS 'Cells of 250 m that the feature is made of';
COMMENT ON COLUMN published.open_surface.reach_metres IS 'How far from a cell''s middle incidents count';
COMMENT ON COLUMN published.open_surface.left_out_percent IS 'Share of the incidents left out, as their place is no point; null where they are few';
COMMENT ON COLUMN published.open_surface.provisional IS 'True until an analyst has decided to publish the version';
COMMENT ON COLUMN published.open_surface.approximate IS 'True where the areas are built from centre points, for demonstration';

-- All as features of their collections: the figures of each level, the areas, and the bands of the surfaces. geom is null for an area without a polygon.
CREATE VIEW published.open_feature WITH (security_invoker = true) AS
SELECT o.level AS collection, concat_ws('-', o.year, o.level, o.area, o.theme) AS id, o.year, o.level, o.area, o.bydel, o.theme,
       to_json(o) AS properties, a.geom
FROM published.open_figure o
JOIN published.area a USING (year, version, level, area)
UNION ALL
SELECT 'areas', concat_ws('-', o.year, o.level, o.area), o.year, o.level, o.area, o.bydel, NULL, to_json(o), a.geom
FROM published.open_area o
JOIN published.area a USING (year, version, level, area)
UNION ALL
SELECT 'surface', concat_ws('-', o.year, 'surface', o.theme, o.band), o.year, '', o.band::text, '', o.theme, to_json(o), b.geom
FROM published.open_surface o
JOIN published.surface_band b USING (year, version, theme, band);
