-- A vector tile (Mapbox Vector Tile 2.1) in Web Mercator: the areas of a level with a theme's figures of a year, and all their
-- properties. Its layer has the level's name.
-- Points are rounded to the tile's grid and what becomes double is dropped: that is all the simplification, the coarser the
-- farther out. Neighbours share their border's points, so they share the rounded ones, and no gap opens.
-- Parameters: @zoom, @column, @row as in XYZ; @level, @theme, @year. Empty where nothing is there.
WITH figure AS (
    SELECT o.*, ST_AsMVTGeom(ST_Transform(a.geom, 3857), ST_TileEnvelope(@zoom::int, @column::int, @row::int), 4096, 64, true) AS tile_geom
    FROM published.open_figure o
    JOIN published.area a USING (year, version, level, area)
    WHERE o.level = @level::text AND o.theme = @theme::text AND o.year = @year::int
      AND a.geom && ST_Transform(ST_TileEnvelope(@zoom::int, @column::int, @row::int, margin => 64.0 / 4096), 4326)
)
SELECT coalesce(ST_AsMVT(figure, @level::text, 4096, 'tile_geom'), '') FROM figure WHERE tile_geom IS NOT NULL;
