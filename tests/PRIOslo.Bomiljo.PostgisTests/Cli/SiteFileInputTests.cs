using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>Files of sites, through the real command line: what is wrong is told by line, and the rest is judged.</summary>
[Collection("postgis")]
public sealed class SiteFileInputTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_site_in_the_fjord_gets_no_score_and_the_last_rank_with_the_reason()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var (sites, target) = (folder.File("punkter.csv", "site;east;north\nFjord;598000;6640500\nLand;597000;6643000\n"), Path.Combine(folder.Path, "ut.csv"));

        (await database.RunAsync("site", "screen", "--sites", sites, "--groups", "4", "--out", target)).Demand(0);

        var lines = (await File.ReadAllLinesAsync(target)).Select(line => line.Split(';')).ToArray();
        var (verdict, score, reasons, rank) = (Array.IndexOf(lines[0], "verdict"), Array.IndexOf(lines[0], "score"), Array.IndexOf(lines[0], "reasons"), Array.IndexOf(lines[0], "rank"));
        Assert.Equal(("unknown", "", "2"), (lines[1][verdict], lines[1][score], lines[1][rank]));
        Assert.StartsWith("in-no-delbydel | ", lines[1][reasons].Trim('"'), StringComparison.Ordinal);
        Assert.Equal("1", lines[2][rank]);
        Assert.Contains(" [assumption]", lines[2][reasons], StringComparison.Ordinal);
        Assert.Matches(@" \| unknown: [a-z0-9-]+ \([a-z-]+\)(, [a-z0-9-]+ \([a-z-]+\))*$", lines[2][reasons].Trim('"'));
    }

    [PostgisFact]
    public async Task Sites_that_are_none_are_listed_by_line_and_the_rest_is_judged()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var plots = folder.File("tomter.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "id": "Krysser", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643050], [597050, 6643000], [597000, 6643050], [597000, 6643000]]]}},
            {"type": "Feature", "id": "Hel", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[597000, 6643000], [597050, 6643000], [597050, 6643050], [597000, 6643050], [597000, 6643000]]]}},
            {"type": "Feature", "id": "Strek", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[597000, 6643000], [597050, 6643050]]}}]}
            """);
        var (exit, json) = await ScreenAsync(plots);
        Assert.Equal((11, 1, "1 BOM-701,3 BOM-701"), (exit, json.GetProperty("sites").GetInt32(), Rejections(json)));

        (exit, json) = await ScreenAsync(folder.File("punkter.csv", "site;east;north;group;units\nGod;597000;6643000;5;8\nIkke tall;NaN;6643000;5;8\nUkjent gruppe;597000;6643000;9;8\nIngen boliger;597000;6643000;5;0\nGrader;10,75;59,91;5;8\n;597000;6643000;5;8\n"));
        Assert.Equal((11, 1, "3 BOM-701,4 BOM-701,5 BOM-701,6 BOM-701,7 BOM-701"), (exit, json.GetProperty("sites").GetInt32(), Rejections(json)));

        (await database.RunAsync("site", "screen", "--sites", folder.File("uten.csv", "navn;x;y\nA;1;2\n"), "--out", Path.Combine(folder.Path, "u.csv"))).DemandProblem(10, "BOM-701", "uten.csv line 1");
        (await database.RunAsync("site", "screen", "--sites", folder.File("annet.geojson", """{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:2154"}}, "features": []}"""), "--out", Path.Combine(folder.Path, "u.csv"))).DemandProblem(2, "BOM-504", "");
        (await database.RunAsync("site", "screen", "--grid", "0")).DemandProblem(2, "BOM-001", "--grid");

        async Task<(int, JsonElement)> ScreenAsync(string file)
        {
            var result = await database.RunAsync("site", "screen", "--sites", file, "--out", Path.Combine(folder.Path, "ut.csv"), "--json");
            return (result.ExitCode, result.Json);
        }

        static string Rejections(JsonElement json) =>
            string.Join(',', json.GetProperty("rejections").EnumerateArray().Select(row => $"{row.GetProperty("line").GetInt32()} {row.GetProperty("code").GetString()}"));
    }

    [PostgisFact]
    public async Task Ten_thousand_identical_sites_get_ten_thousand_identical_answers()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var file = folder.File("like.csv", "site;east;north\n" + string.Concat(Enumerable.Repeat("Samme;597000;6643000\n", 10_000)));
        var target = Path.Combine(folder.Path, "like-ut.csv");

        var result = (await database.RunAsync("site", "screen", "--sites", file, "--groups", "5", "--out", target, "--json")).Demand(0).Json;

        Assert.Equal(10_000, result.GetProperty("sites").GetInt32());
        var lines = await File.ReadAllLinesAsync(target);
        Assert.Equal(10_001, lines.Length);
        Assert.Single(lines.Skip(1).Distinct(StringComparer.Ordinal)); // the rank too: equal sites share it
        Assert.Equal(["same-name 10000 2,3", "same-place 10000 2,3"], Warnings(result));
    }

    [PostgisTheory]
    [InlineData("tom.csv", "site;east;north\n")]
    [InlineData("blank.csv", "site;east;north\n\n\n")]
    [InlineData("tom.geojson", """{"type": "FeatureCollection", "features": []}""")]
    public async Task A_file_without_a_site_is_refused_with_its_name_and_nothing_is_written(string name, string text)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var (file, target) = (folder.File(name, text), Path.Combine(folder.Path, "ut.csv"));

        (await database.RunAsync("site", "screen", "--sites", file, "--out", target)).DemandProblem(10, "BOM-701", name);
        (await database.RunAsync("site", "backtest", file)).DemandProblem(10, "BOM-701", name);
        Assert.False(File.Exists(target));
    }

    [PostgisFact]
    public async Task Sites_that_share_a_name_or_a_place_are_judged_each_and_told_by_line_without_their_name()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var file = folder.File("like.csv", "site;east;north;group;units\nEn;597000;6643000;5;6\nTo;597100;6643000;5;6\nTre;597000;6643000;5;9\nTo;597200;6643000;5;6\nTo;597300;6643000;5;6\n");
        string[] screen = ["site", "screen", "--sites", file, "--out", Path.Combine(folder.Path, "ut.csv")];

        var told = (await database.RunAsync(screen)).Demand(0);
        var json = (await database.RunAsync([.. screen, "--json"])).Demand(0).Json;
        var tested = (await database.RunAsync("site", "backtest", file, "--json")).Demand(0).Json;

        Assert.Equal(5, json.GetProperty("sites").GetInt32());
        Assert.Equal(["same-name 3 3,5", "same-place 2 2,4"], Warnings(json));
        Assert.Equal(Warnings(json), Warnings(tested));
        Assert.Contains("Warning: 3 of 5 sites have a name that another has too, for the same group or without one, such as lines 3 and 5", told.Error, StringComparison.Ordinal);
        Assert.Contains("Warning: 2 of 5 sites lie where another does", told.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("To", told.Error, StringComparison.Ordinal);
        var apart = folder.File("ulike.csv", "site;east;north\nEn;597000;6643000\nTo;597000;6643000,001\n");
        Assert.Empty(Warnings((await database.RunAsync("site", "screen", "--sites", apart, "--out", Path.Combine(folder.Path, "u.csv"), "--json")).Demand(0).Json));
        Assert.Empty(Warnings((await database.RunAsync("site", "screen", "--grid", "1000", "--json")).Demand(0).Json));
    }

    [PostgisTheory]
    [InlineData("byttet.csv", "site,lon,lat\nBort,59.91,10.75\nRett,10.754,59.93\n", "Longitude and latitude seem to have changed places")]
    [InlineData("byttet-meter.csv", "site;east;north\nBort;6643000;597000\nRett;597000;6643000\n", "East and north seem to have changed places")]
    [InlineData("grader.csv", "site;east;north\nBort;10,75;59,91\nRett;597000;6643000\n", "East and north seem to be degrees")]
    [InlineData("byttet.geojson", """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "Bort", "geometry": {"type": "Point", "coordinates": [59.91, 10.75]}},
        {"type": "Feature", "id": "Rett", "geometry": {"type": "Point", "coordinates": [10.754, 59.93]}}]}
        """, "Longitude and latitude seem to have changed places")]
    [InlineData("byttet-tomt.geojson", """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "Bort", "geometry": {"type": "Polygon", "coordinates": [[[59.91, 10.75], [59.911, 10.75], [59.911, 10.751], [59.91, 10.75]]]}},
        {"type": "Feature", "id": "Rett", "geometry": {"type": "Point", "coordinates": [10.754, 59.93]}}]}
        """, "Longitude and latitude seem to have changed places")]
    [InlineData("grader-som-meter.geojson", """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
        {"type": "Feature", "id": "Bort", "geometry": {"type": "Point", "coordinates": [10.75, 59.91]}},
        {"type": "Feature", "id": "Rett", "geometry": {"type": "Point", "coordinates": [597000, 6643000]}}]}
        """, "seem to be degrees")]
    public async Task Coordinates_that_have_changed_places_are_named_as_such_and_get_no_verdict(string name, string text, string said)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var (file, target) = (folder.File(name, text), Path.Combine(folder.Path, "ut.csv"));

        var told = (await database.RunAsync("site", "screen", "--sites", file, "--groups", "5", "--out", target)).Demand(11);
        var rejection = Assert.Single((await database.RunAsync("site", "screen", "--sites", file, "--groups", "5", "--out", target, "--json")).Demand(11).Json.GetProperty("rejections").EnumerateArray());

        Assert.Contains(said, told.Output, StringComparison.Ordinal);
        Assert.Contains(said, rejection.GetProperty("what").GetString(), StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(target);
        Assert.StartsWith("Rett;", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
    }

    /// <returns>Kind, how many sites, and the first lines.</returns>
    private static IEnumerable<string> Warnings(JsonElement json) => json.GetProperty("warnings").EnumerateArray().Select(warning =>
        $"{warning.GetProperty("kind").GetString()} {warning.GetProperty("sites").GetInt32()} {string.Join(',', warning.GetProperty("first_lines").EnumerateArray())}");
}
