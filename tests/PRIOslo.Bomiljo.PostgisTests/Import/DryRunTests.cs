using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Operations;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class DryRunTests(PostgisCluster cluster)
{
    /// <summary>At the prompt, as an analyst runs it: an odd file, a corrected one, a withdrawal and a retention rule.</summary>
    [PostgisFact]
    public async Task A_dry_run_tells_everything_and_leaves_every_table_as_it_was()
    {
        using var folder = new TempFolder();
        using var later = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 594_000, 6_640_000, 600_000, 6_646_000))));
        foreach (var year in new[] { 2020, 2021, 2022 })
            await database.ImportAsync(folder.Write($"{year}.csv", Rows(year)));
        var odd = folder.Write("2023.csv", Rows(2023).Where((_, at) => at % 12 != 4).Take(60)
            .Select(row => row.Replace("Ulovlig dumping", "Søppel på gate", StringComparison.Ordinal)).Append("R-9;31.02.2023 12:00;Søppel på gate;;;;;"));
        var corrected = later.Write("2022.csv", Rows(2022).Skip(5));
        var before = await DatabaseContents.TablesAsync(database.Owner);

        var first = await database.RunAsync("import", "renovasjon", odd, "--dry-run");
        var second = await database.RunAsync("import", "renovasjon", corrected, "--dry-run");
        (await database.RunAsync("delivery", "withdraw", "1", "--dry-run")).Demand(0);
        (await database.RunAsync("retention", "run", "--dry-run")).Demand(0);

        first.Demand(11);
        second.Demand(0);
        Assert.Equal(before, await DatabaseContents.TablesAsync(database.Owner));
        Assert.Equal(3, await database.ScalarAsync<long>("SELECT last_value FROM ledger.delivery_delivery_id_seq"));
        Assert.Contains("2023-06 has no accepted rows", first.Output, StringComparison.Ordinal);
        Assert.Contains("incidents in months that had", first.Output, StringComparison.Ordinal);
        Assert.Contains("forsopling.dumping does not occur", first.Output, StringComparison.Ordinal);
        Assert.Contains("BOM-202", first.Output, StringComparison.Ordinal);
        Assert.Contains("It would take that delivery's place", second.Output, StringComparison.Ordinal);
        Assert.All(new[] { first, second }, run => Assert.Contains("Dry run: nothing was stored.", run.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows(int year) => Enumerable.Range(1, 336).Select(number => WasteFile.Row(number + (year * 1_008), year, 596_000, 6_642_000));
}
