-- Asks for the figures of a drawn area. Parameters: @year; @area (EPSG:25832); @dry_run. One JSON object.
SELECT published.ask_drawn_area(@year, @area, @dry_run);
