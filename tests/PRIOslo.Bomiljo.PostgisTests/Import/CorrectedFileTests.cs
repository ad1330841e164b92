using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

[Collection("postgis")]
public sealed class CorrectedFileTests(PostgisCluster cluster)
{
    private static readonly string[] Rows = [.. Enumerable.Range(1, 336).Select(number => WasteFile.Row(number, 2023, 596_000, 6_642_000))];

    [PostgisFact]
    public async Task A_corrected_file_takes_its_predecessors_place_and_leaves_what_it_alone_would_have_left()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await using var alone = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        var corrected = folder.Write("b.csv", Rows.Skip(10).Append(WasteFile.Row(900, 2023, 597_000, 6_642_000)));

        var report = await database.ImportAsync(corrected, replaces: first.DeliveryId);
        await alone.ImportAsync(corrected);

        Assert.Equal((327, 0), (report.Accepted, report.Duplicate));
        Assert.Equal(await alone.FingerprintAsync(), await database.FingerprintAsync());
        Assert.Equal($"{report.DeliveryId} {first.DeliveryId}", await database.ScalarAsync<string>("SELECT concat_ws(' ', delivery_id, replaces) FROM ledger.delivery WHERE withdrawn_at IS NULL"));
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task A_corrected_file_is_recognised_and_asked_about_and_nothing_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        var corrected = folder.Write("b.csv", Rows.Skip(10).Append(WasteFile.Row(900, 2023, 597_000, 6_642_000)));
        var before = await database.FingerprintAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(corrected));

        Assert.Equal(("BOM-313", true), (problem.Code.ToString(), problem.Message.Contains($"--replaces {first.DeliveryId}", StringComparison.Ordinal)));
        Assert.Equal(before, await database.FingerprintAsync());
        var dry = await database.ImportAsync(corrected, dryRun: true);
        Assert.Equal(("corrected-file", first.DeliveryId), (Assert.Single(dry.Warnings).Kind, dry.Warnings[0].DeliveryId));
        Assert.Equal(before, await database.FingerprintAsync());
        Assert.Equal(1, (await database.ImportAsync(corrected, beside: true)).Accepted);
    }

    [PostgisFact]
    public async Task A_replacement_that_fails_leaves_the_predecessor_in()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        var before = await database.FingerprintAsync();

        await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(folder.File("b.csv", "Meldingsnr;Meldt\n"), replaces: first.DeliveryId));
        var unknown = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(folder.Write("c.csv", Rows.Skip(5)), replaces: 99));

        Assert.Equal("BOM-314", unknown.Code.ToString());
        Assert.Equal(before, await database.FingerprintAsync());
    }

    [PostgisFact]
    public async Task Overlapping_periods_are_told_and_taken_in()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows.Take(6)));

        var report = await database.ImportAsync(folder.Write("b.csv", Rows.Skip(4)));

        Assert.Equal(("overlap", first.DeliveryId, 2), (Assert.Single(report.Warnings).Kind, report.Warnings[0].DeliveryId, report.Duplicate));
    }

    [PostgisFact]
    public async Task A_count_far_outside_the_sources_own_history_is_told_before_anything_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var year in new[] { 2020, 2021, 2022 })
            await database.ImportAsync(folder.Write($"{year}.csv", Enumerable.Range(1, 336 + (year % 3)).Select(number => WasteFile.Row(number + (year * 1_000), year, 596_000, 6_642_000))));

        var dry = await database.ImportAsync(folder.Write("2023.csv", Rows.Take(84)), dryRun: true);

        var warning = Assert.Single(dry.Warnings);
        Assert.Equal(("count-unusual", 84L), (warning.Kind, warning.Observed));
        Assert.InRange(warning.P!.Value, 0, 0.01);
    }
}
