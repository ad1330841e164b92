using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Geography;

/// <summary>Formats that come in through GDAL.</summary>
[Collection("postgis")]
public sealed class OtherFormatsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_table_of_points_in_degrees_comes_in_as_it_is()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var path = Path.Combine(folder.Path, "skoler.csv");
        await File.WriteAllLinesAsync(path, ["EnhetNavn;Kommune;lat;lng", "Eksempel skole;Oslo;59.9625895;10.7299529", "Prøve skole;Oslo;59.9327026;10.6826142"]);

        var report = await Importer(database).RunAsync(path, "school", epsg: null, vintageYear: 2024, codeField: null, nameField: "EnhetNavn", default);

        Assert.Equal((2, 0), (report.Features, report.Dropped));
        Assert.Equal("Eksempel skole", await database.ScalarAsync<string>(
            "SELECT name FROM geo.feature WHERE ST_DWithin(geom, ST_Transform(ST_SetSRID(ST_Point(10.7299529, 59.9625895), 4326), 25832), 0.01)"));
    }

    [PostgisFact]
    public async Task A_file_that_gdal_cannot_read_is_named_with_its_problem()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var path = Path.Combine(folder.Path, "lag.gpkg");
        await File.WriteAllTextAsync(path, "no layer at all");

        var problem = await Assert.ThrowsAsync<Problems.ProblemException>(
            () => Importer(database).RunAsync(path, "school", null, null, null, null, default));

        Assert.StartsWith("BOM-501 lag.gpkg: GDAL cannot read it", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }

    [PostgisTheory]
    [InlineData("", "there is no feature in it")]
    [InlineData("""{"type": "Feature", "properties": {"arealformål": 1110}, "geometry": {"type": "Polygon", "coordinates": [[[10.75, 59.91], [10.75, 59.91], [10.75, 59.91], [10.75, 59.91]]]}}""",
        "no feature of it can be used for the layer plan")]
    public async Task A_file_without_a_feature_or_without_a_usable_one_is_told_as_that(string features, string what)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var path = folder.File("planer.geojson", $$"""{"type": "FeatureCollection", "features": [{{features}}]}""");

        var problem = await Assert.ThrowsAsync<Problems.ProblemException>(() => Importer(database).RunAsync(path, "plan", null, null, null, null, default));

        Assert.StartsWith($"BOM-501 planer.geojson: {what}", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }

    private static GeodataImport Importer(TestDatabase database) => new(database.Owner, TimeProvider.System, (_, _, _) => Task.CompletedTask);
}
