using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Layers of the site check, through the real command line: taken from every format and system, or refused with code and place.</summary>
[Collection("postgis")]
public sealed class SiteLayerInputTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_layer_in_the_wrong_place_is_refused_rather_than_taken_for_good_news()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var near = folder.File("flom.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));
        var far = folder.File("borte.geojson", RealBoundaries.Rectangles(("1", 400_000, 6_643_000, 400_100, 6_643_100)));
        var shape = Path.Combine(folder.Path, "flom.gpkg");
        using (var process = System.Diagnostics.Process.Start("ogr2ogr", ["-f", "GPKG", shape, near]))
            await process.WaitForExitAsync();

        (await database.RunAsync("geodata", "import", near, "--layer", "flood", "--epsg", "25833")).DemandProblem(10, "BOM-501", "flom.geojson");
        (await database.RunAsync("geodata", "import", shape, "--layer", "flood", "--epsg", "25833")).DemandProblem(10, "BOM-501", "flom.gpkg");
        (await database.RunAsync("geodata", "import", far, "--layer", "flood")).DemandProblem(10, "BOM-501", "borte.geojson");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage WHERE layer = 'flood'"));

        (await database.RunAsync("geodata", "import", shape, "--layer", "flood", "--epsg", "25832")).Demand(0);
        (await database.RunAsync("geodata", "import", far, "--layer", "flood", "--coverage", near)).Demand(0);
    }

    [PostgisFact]
    public async Task A_layer_may_apply_from_next_year_and_from_no_later_one()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var year = OsloTime.YearOf(TimeProvider.System.GetUtcNow());
        var file = folder.File("skoler.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));
        var addresses = folder.File("adresser.csv", "adressenavn;nummer\n");

        (await database.RunAsync("geodata", "import", file, "--layer", "school", "--vintage", $"{year + 2}")).DemandProblem(2, "BOM-001", "--vintage");
        (await database.RunAsync("geodata", "import", addresses, "--layer", "address", "--vintage", "2035")).DemandProblem(2, "BOM-001", "--vintage");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
        Assert.Equal([$"The layer school applies from {year + 1}: until then the site check reads the one before, and takes it for missing where there is none."], await NoticesAsync("school", year + 1));
        Assert.Empty(await NoticesAsync("school", year));
        Assert.Empty(await NoticesAsync("marka", year + 1)); // read at once

        async Task<IEnumerable<string?>> NoticesAsync(string layer, int from) =>
            [.. (await database.RunAsync("geodata", "import", file, "--layer", layer, "--vintage", $"{from}", "--json")).Demand(0).Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetString())];
    }

    [PostgisFact]
    public async Task Real_areas_of_next_year_say_that_they_put_the_approximate_map_out_of_use_at_once()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        await database.ExecuteAsync("UPDATE geo.vintage SET approximate = true WHERE layer = 'delbydel'");
        var year = OsloTime.YearOf(TimeProvider.System.GetUtcNow());

        Assert.Equal([$"The layer delbydel applies from {year + 1}, but is read at once: it puts the approximate map out of use, in every year."], await NoticesAsync("delbydel"));
        Assert.Empty(await NoticesAsync("delbydel"));

        async Task<IEnumerable<string?>> NoticesAsync(string layer) =>
            [.. (await database.RunAsync("geodata", "import", Path.Combine(folder.Path, "omrader.geojson"), "--layer", layer, "--vintage", $"{year + 1}", "--json")).Demand(0).Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetString())];
    }

    [PostgisFact]
    public async Task A_coverage_is_read_in_the_system_that_its_own_file_declares_or_that_is_said_of_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var covered = folder.File("dekning.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));
        var layer = Path.Combine(folder.Path, "flom.shp");
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "EPSG:25833", layer, covered);
        File.Delete(Path.ChangeExtension(layer, ".prj")); // says nothing of its system
        var degrees = Path.Combine(folder.Path, "grader.gpkg");
        await ConvertAsync("-f", "GPKG", "-t_srs", "EPSG:4326", degrees, covered);
        var mute = Path.Combine(folder.Path, "stum.shp");
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "EPSG:25832", mute, covered);
        File.Delete(Path.ChangeExtension(mute, ".prj"));

        var own = Path.Combine(folder.Path, "egen.shp"); // in a system of its own, that has no code
        await ConvertAsync("-f", "ESRI Shapefile", "-t_srs", "+proj=tmerc +lat_0=58 +lon_0=10.72 +x_0=100000 +y_0=1000000 +ellps=GRS80 +units=m", own, covered);

        foreach (string[] coverage in new string[][] { [covered], [degrees], [mute, "--coverage-epsg", "25832"], [layer], [own] })
        {
            (await database.RunAsync(["geodata", "import", layer, "--layer", "flood", "--epsg", "25833", "--coverage", .. coverage])).Demand(0);
            Assert.Equal("597050 6643050 10000", await database.ScalarAsync<string>(
                "SELECT round(ST_X(ST_Centroid(coverage))) || ' ' || round(ST_Y(ST_Centroid(coverage))) || ' ' || round(ST_Area(coverage)) FROM geo.current_vintage WHERE layer = 'flood'"));
        }

        (await database.RunAsync("geodata", "import", layer, "--layer", "flood", "--epsg", "25833", "--coverage", degrees, "--coverage-epsg", "25832")).DemandProblem(10, "BOM-501", "grader.gpkg");

        static async Task ConvertAsync(params string[] arguments)
        {
            using var process = System.Diagnostics.Process.Start("ogr2ogr", arguments);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
    }

    [PostgisFact]
    public async Task Another_municipalitys_address_register_is_refused_and_the_one_in_force_stays()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        (await database.RunAsync("geodata", "import", Register("oslo.csv", 597_000), "--layer", "address")).Demand(0);

        (await database.RunAsync("geodata", "import", Register("bergen.csv", 297_000), "--layer", "address")).DemandProblem(10, "BOM-501", "bergen.csv");

        Assert.Equal("oslo.csv", await database.ScalarAsync<string>("SELECT string_agg(file_name, ',') FROM geo.vintage WHERE layer = 'address'"));

        string Register(string name, int east) => folder.File(name, $"adressenavn;nummer;bokstav;postnummer;poststed;EPSG-kode;Nord;Øst\nStorgata;1;;0184;OSLO;25832;6643000;{east}\n");
    }

    [PostgisTheory]
    [InlineData("plan", "arealform\u00e5l", "1110", "homes")]
    [InlineData("plan", "arealform\u00e5l", "1300", "other")]
    [InlineData("noise", "st\u00f8ysonekategori", "R", "red")]
    [InlineData("ownership", "eiertype", "kommunal", "municipal")]
    [InlineData("land-use", "ARTYPE", "21", "cultivated")]
    [InlineData("land-use", "arealtype", "60", "bog")]
    [InlineData("facility", "gruppe", "5,6", "5,6")]
    [InlineData("flood", "type", "200", "200")]
    [InlineData("quick-clay", "type", "a", "a")]
    [InlineData("contamination", "type", "a", "a")]
    [InlineData("heritage", "type", "a", "a")]
    [InlineData("steep", "type", "a", "a")]
    [InlineData("transit", "type", "a", "a")]
    [InlineData("low-threshold", "type", "a", "a")]
    public async Task Each_layer_comes_in_from_every_format_and_system_where_it_belongs_with_its_kind(string layer, string field, string value, string kind)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var source = folder.File("kilde.geojson",
            $$$"""
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"{{{field}}}": "{{{value}}}"}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643000], [597050, 6643050], [597000, 6643050], [597000, 6643000]]]}}]}
            """);
        foreach (var (driver, file) in new[] { ("GML", "lag.gml"), ("ESRI Shapefile", "lag.shp"), ("GPKG", "lag.gpkg") })
        {
            var path = Path.Combine(folder.Path, file);
            string[] encoding = driver == "ESRI Shapefile" ? ["-lco", "ENCODING=UTF-8"] : [];
            using (var process = System.Diagnostics.Process.Start("ogr2ogr", ["-f", driver, "-t_srs", "EPSG:25833", .. encoding, path, source]))
            {
                await process.WaitForExitAsync();
                Assert.Equal(0, process.ExitCode);
            }

            var report = (await database.RunAsync("geodata", "import", path, "--layer", layer, "--vintage", "2024", "--json")).Demand(0).Json;
            Assert.Equal((file, 1), (file, report.GetProperty("features").GetInt32()));
            Assert.Equal($"{file} {kind} 0.0", await database.ScalarAsync<string>(
                $"SELECT '{file} ' || kind || ' ' || round(ST_Distance(ST_Centroid(geom), ST_SetSRID(ST_MakePoint(597025, 6643025), 25832))::numeric, 1) FROM geo.feature"));
        }

        var latin = Path.Combine(folder.Path, "latin.geojson");
        await File.WriteAllTextAsync(latin, (await File.ReadAllTextAsync(source)).Replace(value, "blå", StringComparison.Ordinal), System.Text.Encoding.Latin1);
        (await database.RunAsync("geodata", "import", latin, "--layer", layer)).DemandProblem(10, "BOM-501", "latin.geojson");

        // The same numbers, declared to be in a system where they are no place in Norway, or in none that is known.
        (await database.RunAsync("geodata", "import", source, "--layer", layer, "--epsg", "4326")).DemandProblem(10, "BOM-501", "kilde.geojson");
        (await database.RunAsync("geodata", "import", source, "--layer", layer, "--epsg", "2154")).DemandProblem(2, "BOM-504", "");
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM geo.current_vintage"));
    }

    [PostgisTheory]
    [InlineData("plan")]
    [InlineData("noise")]
    [InlineData("ownership")]
    [InlineData("land-use")]
    public async Task A_layer_whose_kinds_are_all_unknown_is_refused_rather_than_taken_for_good_news(string layer)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("uten-type.geojson", RealBoundaries.Rectangles(("1", 597_000, 6_643_000, 597_100, 6_643_100)));

        (await database.RunAsync("geodata", "import", file, "--layer", layer)).DemandProblem(10, "BOM-501", "uten-type.geojson");

        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }
}
