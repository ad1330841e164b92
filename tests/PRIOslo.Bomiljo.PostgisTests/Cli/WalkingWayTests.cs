using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Ways on foot, from file to answer, through the real command line.</summary>
[Collection("postgis")]
public sealed class WalkingWayTests(PostgisCluster cluster)
{
    // Around the corner: 300 m along the first way to its end, 200 m along the second, which is two lines.
    private const string Ways =
        """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
        {"type": "Feature", "properties": {"name": "Gangvei"}, "geometry": {"type": "LineString", "coordinates": [[597000, 6643000], [597300, 6643000]]}},
        {"type": "Feature", "properties": {"name": "Fortau"}, "geometry": {"type": "MultiLineString", "coordinates": [[[597300, 6643000], [597300, 6643100]], [[597300, 6643100], [597300, 6643200]]]}}]}
        """;

    private const string Stop =
        """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [597310, 6643200]}}]}
        """;

    [PostgisFact]
    public async Task The_way_on_foot_is_told_beside_the_straight_line_from_every_format()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var (ways, square) = (folder.File("veier.geojson", Ways), folder.File("dekning.geojson", RealBoundaries.Rectangles(("1", 596_000, 6_642_000, 598_500, 6_644_500))));
        (await database.RunAsync("geodata", "import", folder.File("holdeplasser.geojson", Stop), "--layer", "transit", "--coverage", square)).Demand(0);
        Assert.Equal("layer-missing", await UnknownAsync());

        foreach (var (driver, file) in new[] { ("GeoJSON", "veier.geojson"), ("GML", "veier.gml"), ("ESRI Shapefile", "veier.shp"), ("GPKG", "veier.gpkg") })
        {
            var path = Path.Combine(folder.Path, file);
            if (path != ways)
                await ConvertAsync("-f", driver, "-t_srs", "EPSG:25833", path, ways);
            var report = (await database.RunAsync("geodata", "import", path, "--layer", "walking-way", "--source", "NVDB", "--date", "2026-01-15", "--coverage", square, "--json")).Demand(0).Json;
            Assert.Equal((file, 2), (file, report.GetProperty("features").GetInt32()));

            var rule = await RuleAsync();
            Assert.Equal(("info", "2026-01-15"), (rule.GetProperty("outcome").GetString(), rule.GetProperty("layer_date").GetString()));
            Assert.Equal(20 + 300 + 200 + 10, rule.GetProperty("measured").GetDouble(), 2);
        }

        // Nobody knows the stops 500 m away once their layer ends 400 m from the site.
        var near = folder.File("nær.geojson", RealBoundaries.Rectangles(("1", 596_600, 6_642_600, 597_400, 6_643_400)));
        (await database.RunAsync("geodata", "import", Path.Combine(folder.Path, "holdeplasser.geojson"), "--layer", "transit", "--coverage", near)).Demand(0);
        Assert.Equal("outside-coverage", await UnknownAsync());

        async Task<string?> UnknownAsync() => (await RuleAsync()).GetProperty("unknown").GetString();

        async Task<System.Text.Json.JsonElement> RuleAsync() =>
            (await database.RunAsync("site", "check", "--east", "597000", "--north", "6643020", "--groups", "5", "--json")).Demand(0).Json
                .GetProperty("groups")[0].GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("id").GetString() == "transit-on-foot");
    }

    [PostgisFact]
    public async Task A_screening_has_the_way_on_foot_in_a_column_of_its_own()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        (await database.RunAsync("geodata", "import", folder.File("veier.geojson", Ways), "--layer", "walking-way")).Demand(0);
        (await database.RunAsync("geodata", "import", folder.File("holdeplasser.geojson", Stop), "--layer", "transit")).Demand(0);
        var (sites, result) = (folder.File("steder.csv", "site;east;north\nA;597290;6643000\nB;597000;6643500\n"), Path.Combine(folder.Path, "svar.csv"));

        (await database.RunAsync("site", "screen", "--sites", sites, "--groups", "5", "--format", "csv", "--out", result)).Demand(0);

        var rows = (await File.ReadAllLinesAsync(result)).Select(line => line.Split(';')).ToArray();
        var column = Array.IndexOf(rows[0], "nearest_transit_on_foot_m");
        Assert.Equal(["nearest_transit_on_foot_m", "220", ""], rows.Select(row => row[column]));
    }

    [PostgisFact]
    public async Task What_is_no_line_is_refused_with_its_place_and_so_is_a_line_in_every_other_layer()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var (ways, area) = (folder.File("veier.geojson", Ways), folder.File("plass.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100))));
        var mixed = folder.File("blandet.geojson", Ways.Replace("\"MultiLineString\", \"coordinates\": [[[597300, 6643000], [597300, 6643100]], [[597300, 6643100], [597300, 6643200]]]", "\"Point\", \"coordinates\": [597300, 6643000]", StringComparison.Ordinal));

        (await database.RunAsync("geodata", "import", area, "--layer", "walking-way")).DemandProblem(10, "BOM-501", "plass.geojson, feature 1");
        (await database.RunAsync("geodata", "import", mixed, "--layer", "walking-way")).DemandProblem(10, "BOM-501", "blandet.geojson, feature 2");
        foreach (var layer in new[] { "school", "building", "flood", "transit" })
            (await database.RunAsync("geodata", "import", ways, "--layer", layer)).DemandProblem(10, "BOM-501", "veier.geojson, feature 1");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }

    private static async Task ConvertAsync(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start("ogr2ogr", arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
