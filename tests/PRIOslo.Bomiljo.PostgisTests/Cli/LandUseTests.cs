using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class LandUseTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_field_or_a_bog_asks_for_an_inspection_and_ground_that_is_not_mapped_for_nothing()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportTwoDelbydelerAsync(folder);
        var file = folder.File("ar5.geojson", $$$"""
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {{{Square(21, 597_000)}}}, {{{Square(60, 597_100)}}}, {{{Square(30, 597_200)}}}, {{{Square(99, 597_300)}}}]}
            """);

        var report = (await database.RunAsync("geodata", "import", file, "--layer", "land-use", "--json")).Demand(0).Json;
        Assert.Equal(["1 of 4 features tell no kind that the layer land-use knows; geodata/README.md says which are known."],
            report.GetProperty("notices").EnumerateArray().Select(notice => notice.GetString()));

        Assert.Equal(("not-met", "met"), await OutcomesAsync(597_050));
        Assert.Equal(("met", "not-met"), await OutcomesAsync(597_150));
        Assert.Equal(("met", "met"), await OutcomesAsync(597_250));
        Assert.Equal(("unknown", "unknown"), await OutcomesAsync(597_350));

        async Task<(string? Cultivated, string? Water)> OutcomesAsync(int east)
        {
            var group = (await database.RunAsync("site", "check", "--east", $"{east}", "--north", "6643050", "--groups", "3", "--json")).Demand(0).Json.GetProperty("groups")[0];
            var rules = group.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("id").GetString()!, rule => rule.GetProperty("outcome").GetString(), StringComparer.Ordinal);
            Assert.NotEqual("unsuitable", group.GetProperty("verdict").GetString());
            return (rules["cultivated-land"], rules["water-or-bog"]);
        }

        static string Square(int type, int east) =>
            $$$"""{"type": "Feature", "properties": {"ARTYPE": {{{type}}}}, "geometry": {"type": "Polygon", "coordinates": [[[{{{east}}}, 6643000], [{{{east + 100}}}, 6643000], [{{{east + 100}}}, 6643100], [{{{east}}}, 6643100], [{{{east}}}, 6643000]]]}}""";
    }
}
