-- Writes a theme's surface to the published tables.
-- Parameters: @year, @version, @theme, @reach, @left_out_percent (null: not told); @cell, the side in metres; @columns, @rows and @bands,
-- the cells that have a band as arrays of one length; @west and @south, the grid's edges, EPSG:25832.
INSERT INTO published.surface (year, version, theme, reach_metres, left_out_percent) VALUES (@year, @version, @theme, @reach, @left_out_percent);

INSERT INTO published.surface_band (year, version, theme, band, cells, geom)
SELECT @year, @version, @theme, c.band, count(*)::int,
       ST_Multi(ST_Transform(ST_Union(ST_MakeEnvelope(@west + c.col * @cell, @south + c.row * @cell, @west + (c.col + 1) * @cell, @south + (c.row + 1) * @cell, 25832)), 4326))
FROM unnest(@columns::int[], @rows::int[], @bands::smallint[]) AS c (col, row, band)
GROUP BY c.band;
