-- Writes intervals and classes beside the counts of a release, and the dispersion that they rest on.
-- Parameters: @year, @version; @dispersion_themes and @dispersions of one length; the cells as arrays of one length: @levels, @areas,
-- @themes, and @rate_lows, @rate_highs, @changes, @change_classes, @trend_classes, @rate_classes, @hotspot_classes, @lisas, where null
-- means that it is not said, and @changes_interpolated, @trends_interpolated.
INSERT INTO published.dispersion (year, version, theme, dispersion)
SELECT @year, @version, * FROM unnest(@dispersion_themes::text[], @dispersions::double precision[]);

UPDATE published.figure f
SET rate_low = s.rate_low, rate_high = s.rate_high, change = s.change, change_class = s.change_class, trend_class = s.trend_class,
    change_interpolated = s.change_interpolated, trend_interpolated = s.trend_interpolated, rate_class = s.rate_class, hotspot_class = s.hotspot_class, lisa = s.lisa
FROM unnest(@levels::text[], @areas::text[], @themes::text[], @rate_lows::double precision[], @rate_highs::double precision[], @changes::double precision[],
            @change_classes::text[], @trend_classes::text[], @rate_classes::text[], @hotspot_classes::text[], @lisas::text[],
            @changes_interpolated::boolean[], @trends_interpolated::boolean[])
     AS s (level, area, theme, rate_low, rate_high, change, change_class, trend_class, rate_class, hotspot_class, lisa, change_interpolated, trend_interpolated)
WHERE f.year = @year AND f.version = @version AND (f.level, f.area, f.theme) = (s.level, s.area, s.theme);
