using PRIOslo.Bomiljo.PostgisTests.Geography;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>Incidents are placed again when boundaries come in; the order of imports makes no difference.</summary>
[Collection("postgis")]
public sealed class ReplacementTests(PostgisCluster cluster)
{
    private static readonly (string, double, double, double, double) West = ("0101", 594_000, 6_640_000, 597_000, 6_646_000);
    private static readonly (string, double, double, double, double) East = ("0102", 597_000, 6_640_000, 599_000, 6_646_000);

    [PostgisFact]
    public async Task Deliveries_before_boundaries_are_placed_as_boundaries_before_deliveries()
    {
        using var folder = new TempFolder();
        await using var one = await cluster.NewDatabaseAsync();
        await using var other = await cluster.NewDatabaseAsync();
        var areas = folder.File("areas.geojson", RealBoundaries.Rectangles(West, East));
        var newer = folder.File("newer.geojson", RealBoundaries.Rectangles(("0103", 594_000, 6_640_000, 599_000, 6_646_000)));
        var files = new[] { folder.WriteRandom("2019.csv", 2_000, seed: 1, year: 2019), folder.Write("2023.csv", Rows(2023)) };

        await one.ImportLayerAsync(areas, vintage: 2018);
        await one.ImportLayerAsync(newer, vintage: 2022);
        foreach (var file in files)
            await one.ImportAsync(file);

        foreach (var file in files.Reverse())
            Assert.Equal(0, (await other.ImportAsync(file)).Placed);
        await other.ImportLayerAsync(areas, vintage: 2018);
        await other.ImportLayerAsync(newer, vintage: 2022);

        Assert.Equal(await CountsAsync(one), await CountsAsync(other));
        Assert.Equal("2019 0101,2019 0102,2019 outside,2023 0103", string.Join(",", (await CountsAsync(one)).Split(',').Select(line => line[..line.LastIndexOf(' ')])));
        await other.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task An_incident_is_placed_in_the_latest_boundaries_not_after_its_year_else_in_the_earliest()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var year in new[] { 2017, 2018, 2021, 2022, 2024 })
            await database.ImportAsync(folder.Write($"{year}.csv", [WasteFile.Row(year, year, 596_000, 6_642_000)]));
        await database.ImportLayerAsync(folder.File("old.geojson", RealBoundaries.Rectangles(West)), vintage: 2018);
        await database.ImportLayerAsync(folder.File("new.geojson", RealBoundaries.Rectangles(("0103", 594_000, 6_640_000, 597_000, 6_646_000))), vintage: 2022);

        Assert.Equal("2017 0101 1,2018 0101 1,2021 0101 1,2022 0103 1,2024 0103 1", await CountsAsync(database));
    }

    [PostgisFact]
    public async Task A_newer_import_of_the_same_year_supersedes_the_older_one()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.Write("a.csv", [WasteFile.Row(1, 2023, 596_000, 6_642_000)]));
        await database.ImportLayerAsync(folder.File("old.geojson", RealBoundaries.Rectangles(West)));
        await database.ImportLayerAsync(folder.File("new.geojson", RealBoundaries.Rectangles(("0105", 594_000, 6_640_000, 597_000, 6_646_000))));

        Assert.Equal("2023 0105 1", await CountsAsync(database));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM geo.current_vintage WHERE layer = 'delbydel'"));
    }

    [PostgisFact]
    public async Task The_municipalitys_outline_decides_between_outside_and_unplaced()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(West)));
        var report = await database.ImportAsync(folder.Write("a.csv", [WasteFile.Row(1, 2023, 596_000, 6_642_000), WasteFile.Row(2, 2023, 598_000, 6_642_000), WasteFile.Row(3, 2023, 597_004, 6_642_000)]));
        Assert.Equal((1, 0, 2), (report.Placed, report.Unplaced, report.Outside));

        await database.ImportLayerAsync(folder.File("city.geojson", RealBoundaries.Rectangles(("", 590_000, 6_630_000, 600_000, 6_650_000))), "municipality");
        Assert.Equal("2023 0101 2,2023 unplaced 1", await CountsAsync(database));

        await database.ImportLayerAsync(folder.File("sentrum.geojson", RealBoundaries.Rectangles(("", 597_000, 6_640_000, 599_000, 6_646_000))), "sentrum");
        Assert.Equal("2023 0101 1,2023 1601 2", await CountsAsync(database));

        await database.ImportLayerAsync(folder.File("marka.geojson", RealBoundaries.Rectangles(("", 599_000, 6_640_000, 600_000, 6_646_000))), "marka");
        Assert.Equal("2023 0101 1,2023 1601 2", await CountsAsync(database));

        await database.ImportLayerAsync(folder.File("smaller.geojson", RealBoundaries.Rectangles(("", 590_000, 6_630_000, 597_002, 6_650_000))), "municipality");
        Assert.Equal("2023 0101 1,2023 outside 2", await CountsAsync(database));
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task Two_imports_of_the_same_layer_at_once_leave_one_in_force()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var files = Enumerable.Range(1, 4).Select(number => folder.File($"{number}.geojson", RealBoundaries.Rectangles(($"010{number}", 594_000, 6_640_000, 597_000, 6_646_000)))).ToArray();

        await Task.WhenAll(files.Select(file => Task.Run(() => database.ImportLayerAsync(file))));

        Assert.Equal(4, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM geo.current_vintage"));
    }

    private static IEnumerable<string> Rows(int year)
    {
        var random = new Random(year);
        return Enumerable.Range(1, 2_000).Select(number => WasteFile.Row(number + 100_000, year, 594_000 + (random.NextDouble() * 5_000), 6_640_000 + (random.NextDouble() * 6_000)));
    }

    /// <summary>Year, delbydel or outcome, and count, one after the other.</summary>
    private static Task<string> CountsAsync(TestDatabase database) => database.ScalarAsync<string>(
        """
        SELECT string_agg(concat_ws(' ', occurred_year, place, n), ',' ORDER BY occurred_year, place)
        FROM (SELECT occurred_year, coalesce(delbydel, outcome) AS place, count(*) AS n FROM incident.placed GROUP BY 1, 2) counts
        """);
}
