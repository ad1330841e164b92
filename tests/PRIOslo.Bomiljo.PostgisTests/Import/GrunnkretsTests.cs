using PRIOslo.Bomiljo.PostgisTests.Geography;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class GrunnkretsTests(PostgisCluster cluster)
{
    private const string Mapping =
        """
        {"source": "krets", "version": 1, "name": {"nb": "Krets", "en": "Unit"}, "legalBasis": "test", "retentionMonths": 12,
         "file": {"format": "csv"}, "epsg": 25832, "occurredAt": {"column": "Dato", "formats": ["yyyy-MM-dd"], "precision": "month"},
         "category": {"column": "Type"}, "area": {"column": "Krets"}, "areaKind": "grunnkrets", "count": {"column": "Antall"},
         "categories": {"Tyveri": "trygghet.theft"}}
        """;

    [PostgisFact]
    public async Task Counts_per_grunnkrets_wait_for_the_layer_and_then_go_to_the_delbydel_that_holds_most_of_each()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000), ("0102", 597_000, 6_640_000, 600_000, 6_646_000))));
        var source = Path.Combine(folder.Path, "krets");
        Directory.CreateDirectory(source);
        await File.WriteAllTextAsync(Path.Combine(source, "source.json"), Mapping);
        var file = folder.File("a.csv", "Dato;Type;Krets;Antall\n2023-01-01;Tyveri;03010101;5\n2023-01-01;Tyveri;3010102;7\n2023-01-01;Tyveri;03010103;11\n2023-01-01;Tyveri;03010104;13\n2023-01-01;Tyveri;03020101;2\n");

        var report = await database.ImportAsync(file, source);
        Assert.Equal((4, 1, 0, 4, 36L), (report.Accepted, report.Rejected, report.Placed, report.Unplaced, report.Incidents));

        // 0301 0101 inside 0101, 0102 mostly in 0102, 0103 mostly outside; 0104 is not in the register.
        await database.ImportLayerAsync(folder.File("units.geojson", RealBoundaries.Rectangles(
            ("03010101", 594_100, 6_641_000, 595_000, 6_642_000), ("03010102", 596_900, 6_641_000, 597_400, 6_642_000), ("03010103", 599_900, 6_641_000, 601_000, 6_642_000))), "grunnkrets");

        Assert.Equal("0101 area-share 5,0102 area-share 7,outside none 11,unplaced none 13", await PlacedAsync(database));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE point IS NOT NULL"));
        await database.DemandSumsAsync();
        await database.ExecuteAsync("TRUNCATE ledger.delivery, ledger.rejection, incident.incident");
        var again = await database.ImportAsync(file, source);
        Assert.Equal((2, 1, 1), (again.Placed, again.Unplaced, again.Outside));
        Assert.Equal("0101 area-share 5,0102 area-share 7,outside none 11,unplaced none 13", await PlacedAsync(database));
    }

    private static Task<string> PlacedAsync(TestDatabase database) => database.ScalarAsync<string>(
        "SELECT string_agg(concat_ws(' ', coalesce(delbydel, outcome), method, incidents), ',' ORDER BY incidents) FROM incident.placed");
}
