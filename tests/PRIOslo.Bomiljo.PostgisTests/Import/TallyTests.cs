using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>The counts that come in with a delivery are those of its incidents, whatever happens to these afterwards.</summary>
[Collection("postgis")]
public sealed class TallyTests(PostgisCluster cluster)
{
    private const string Counted =
        "SELECT delivery_id, category, year, month, outcome, delbydel, position, sum(rows), sum(incidents) FROM incident.counted GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7";

    private static readonly string Old = RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 597_000, 6_646_000));
    private static readonly string New = RealBoundaries.Rectangles(("0103", 594_000, 6_640_000, 598_000, 6_646_000));

    [PostgisFact]
    public async Task Counts_follow_an_import_new_boundaries_and_a_withdrawal()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.WriteRandom("2022.csv", 1_000, seed: 1, year: 2022));
        await database.DemandSumsAsync();

        await database.ImportLayerAsync(folder.File("old.geojson", Old));
        await database.DemandSumsAsync();
        await database.ImportAsync(folder.Write("2023.csv", Enumerable.Range(2_000, 500).Select(number => WasteFile.Row(number, 2023, 593_000 + (10 * (number - 2_000)), 6_642_000))));
        await database.DemandSumsAsync();
        await database.ImportLayerAsync(folder.File("new.geojson", New));
        await database.DemandSumsAsync();
        Assert.Equal(["0103"], await database.RowsAsync("SELECT DISTINCT delbydel FROM incident.tally WHERE delbydel IS NOT NULL"));

        await Withdrawal.RunAsync(database.Owner, first.DeliveryId!.Value, dryRun: false, TimeProvider.System.GetUtcNow(), default);
        await database.DemandSumsAsync();
        Assert.Equal(["2023"], await database.RowsAsync("SELECT DISTINCT year FROM incident.counted"));
    }

    [PostgisFact]
    public async Task Counts_are_taken_from_the_incidents_where_some_were_changed_or_removed()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("old.geojson", Old));
        await database.ImportAsync(folder.Write("2022.csv", Enumerable.Range(1, 500).Select(number => WasteFile.Row(number, 2022, 596_000, 6_642_000))));
        await database.ImportAsync(folder.Write("2023.csv", Enumerable.Range(2_000, 100).Select(number => WasteFile.Row(number, 2023, 596_000, 6_642_000))));
        var whole = await database.RowsAsync(Counted);

        await database.ExecuteAsync("DELETE FROM incident.incident WHERE occurred_year = 2022 AND line % 3 = 0");
        Assert.Equal(["1"], await database.RowsAsync("SELECT delivery_id FROM incident.untallied"));
        Assert.Equal(await FromIncidentsAsync(database), await database.RowsAsync(Counted));
        Assert.NotEqual(whole, await database.RowsAsync(Counted));

        await database.ExecuteAsync("UPDATE incident.incident SET place_outcome = 0, place_delbydel = NULL WHERE delivery_id = 2 AND line < 50");
        Assert.Equal(await FromIncidentsAsync(database), await database.RowsAsync(Counted));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.tally"));
    }

    [PostgisFact]
    public async Task A_change_that_is_rolled_back_leaves_the_counts()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.WriteRandom("2022.csv", 500, seed: 1, year: 2022));
        await database.ExecuteAsync("BEGIN; DELETE FROM incident.incident WHERE line < 100; ROLLBACK");
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task A_measurement_is_the_same_from_counts_and_from_incidents()
    {
        await using var database = await cluster.NewCityAsync(); // its deliveries have no counts
        await database.MeasureAsync();
        const string figures = "SELECT level, area, theme, incidents, rate, rate_low, rate_high FROM heatmap.figure ORDER BY 1, 2, 3";
        const string coverage = "SELECT source, themes::text, placed, unplaced, outside, months FROM heatmap.coverage ORDER BY 1";
        var (fromIncidents, covered) = (await database.RowsAsync(figures), await database.RowsAsync(coverage));

        await using (var connection = await database.Owner.OpenConnectionAsync())
            await TallyAgain.RunAsync(connection, default);
        await database.ExecuteAsync("DELETE FROM heatmap.measurement");
        await database.MeasureAsync();

        Assert.Equal(3, await database.ScalarAsync<long>("SELECT count(DISTINCT delivery_id) FROM incident.tally"));
        Assert.Equal(fromIncidents, await database.RowsAsync(figures));
        Assert.Equal(covered, await database.RowsAsync(coverage));
    }

    private static Task<List<string>> FromIncidentsAsync(TestDatabase database) => database.RowsAsync(
        """
        SELECT delivery_id, category, occurred_year, extract(month FROM occurred_at AT TIME ZONE 'Europe/Oslo'), outcome, delbydel, i.position, count(*), sum(incidents)
        FROM incident.incident i LEFT JOIN incident.placement USING (delivery_id, line) GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
        """);
}
