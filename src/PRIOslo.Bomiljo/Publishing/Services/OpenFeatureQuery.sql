-- One page of a collection's features, in the order of their year, area and theme. Each row holds how many match in all; a page
-- without features is one row with a null id.
-- Parameters: @collection; @id, @year, @level, @area, @bydel, @theme, where null means all; @first_year and @last_year, both
-- included, null for no end; @box, four numbers [west, south, east, north] in @box_srid (where west > east it crosses the
-- antimeridian), null for everywhere, and a feature without a polygon lies in every box; @srid of the answer, 4326 or 25832;
-- @latitude_first swaps the axes of the answer; @decimals of its coordinates; @offset, @limit.
WITH matching AS MATERIALIZED (
    SELECT f.id, f.year, f.area, f.theme, f.properties, f.geom
    FROM published.open_feature f
    WHERE f.collection = @collection::text
      AND (@id::text IS NULL OR f.id = @id)
      AND (@year::int IS NULL OR f.year = @year)
      AND (@level::text IS NULL OR f.level = @level)
      AND (@area::text IS NULL OR f.area = @area)
      AND (@bydel::text IS NULL OR f.bydel = @bydel)
      AND (@theme::text IS NULL OR f.theme = @theme)
      AND (@first_year::int IS NULL OR f.year >= @first_year)
      AND (@last_year::int IS NULL OR f.year <= @last_year)
      AND (@box::float8[] IS NULL OR f.geom IS NULL OR ST_Intersects(
          ST_Transform(f.geom, @box_srid::int),
          CASE WHEN (@box::float8[])[1] <= (@box::float8[])[3]
               THEN ST_MakeEnvelope((@box::float8[])[1], (@box::float8[])[2], (@box::float8[])[3], (@box::float8[])[4], @box_srid::int)
               ELSE ST_Collect(ST_MakeEnvelope((@box::float8[])[1], (@box::float8[])[2], 180, (@box::float8[])[4], @box_srid::int),
                               ST_MakeEnvelope(-180, (@box::float8[])[2], (@box::float8[])[3], (@box::float8[])[4], @box_srid::int))
          END))
), page AS (
    SELECT * FROM matching ORDER BY year, area, theme LIMIT @limit::int OFFSET @offset::int
)
SELECT (SELECT count(*) FROM matching)::int, p.id, p.properties::text,
       ST_AsGeoJSON(CASE WHEN @latitude_first::boolean THEN ST_FlipCoordinates(shape.geom) ELSE shape.geom END, @decimals::int, 0)
FROM (SELECT) AS always
LEFT JOIN page p ON true
LEFT JOIN LATERAL (SELECT ST_ForcePolygonCCW(ST_Transform(p.geom, @srid::int)) AS geom) AS shape ON true
ORDER BY p.year, p.area, p.theme;
