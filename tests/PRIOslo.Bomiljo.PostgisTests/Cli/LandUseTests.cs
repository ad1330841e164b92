using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class LandUseTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Who_imports_land_use_is_told_that_no_rule_reads_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("areal.geojson",
            """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kind": "park"}, "geometry": {"type": "Point", "coordinates": [10.75, 59.91]}}]}""");

        Assert.Contains("No rule of the site check reads land use", (await database.RunAsync("geodata", "import", file, "--layer", "land-use")).Demand(0).Output, StringComparison.Ordinal);
        var notice = Assert.Single((await database.RunAsync("geodata", "import", file, "--layer", "land-use", "--json")).Demand(0).Json.GetProperty("notices").EnumerateArray());
        Assert.StartsWith("No rule of the site check reads land use", notice.GetString(), StringComparison.Ordinal);
        Assert.Empty((await database.RunAsync("geodata", "import", file, "--layer", "school", "--json")).Demand(0).Json.GetProperty("notices").EnumerateArray());
        Assert.DoesNotContain("No rule", (await database.RunAsync("geodata", "import", file, "--layer", "school")).Demand(0).Output, StringComparison.Ordinal);
    }
}
