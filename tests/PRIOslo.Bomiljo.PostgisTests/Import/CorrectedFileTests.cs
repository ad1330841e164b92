using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Import.Looks;
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
    public async Task What_may_be_a_corrected_file_is_asked_about_and_nothing_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        var corrected = folder.Write("b.csv", Rows.Skip(60).Append(WasteFile.Row(900, 2023, 597_000, 6_642_000)));
        var before = await database.FingerprintAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(corrected));

        Assert.Equal(("BOM-313", true), (problem.Code.ToString(), problem.Message.Contains($"--replaces {first.DeliveryId}", StringComparison.Ordinal)));
        Assert.Equal(before, await database.FingerprintAsync());
        var dry = await database.ImportAsync(corrected, dryRun: true);
        Assert.Equal(("corrected-file", first.DeliveryId), (dry.Warnings[0].Kind, dry.Warnings[0].DeliveryId));
        Assert.Equal(before, await database.FingerprintAsync());
        Assert.Equal(1, (await database.ImportAsync(corrected, beside: true)).Accepted);
    }

    /// <summary>Rows left of 336, and the name under which they come.</summary>
    [PostgisTheory]
    [InlineData(326, "b.csv")]
    [InlineData(326, "a.csv")]
    [InlineData(200, "A.CSV")]
    public async Task What_unmistakably_is_the_corrected_file_takes_its_predecessors_place_and_says_so(int rows, string name)
    {
        using var folder = new TempFolder();
        using var later = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await using var alone = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        var corrected = later.Write(name, Rows.Take(rows).Append(WasteFile.Row(900, 2023, 597_000, 6_642_000)));
        var before = await database.FingerprintAsync();

        var dry = await database.ImportAsync(corrected, dryRun: true);
        Assert.Equal(("replaced", first.DeliveryId, true), (dry.Warnings[0].Kind, dry.Replaces, dry.Warnings[0].Message.Contains("would take", StringComparison.Ordinal)));
        Assert.Equal(before, await database.FingerprintAsync());

        var report = await database.ImportAsync(corrected);
        await alone.ImportAsync(corrected);

        Assert.Equal((rows + 1, 0, first.DeliveryId), (report.Accepted, report.Duplicate, report.Replaces));
        Assert.Equal("replaced", report.Warnings[0].Kind);
        Assert.Equal(await alone.FingerprintAsync(), await database.FingerprintAsync());
        Assert.Equal(report.Accepted, dry.Accepted);
        await database.DemandSumsAsync();
        Assert.True((await database.ImportAsync(corrected)).AlreadyIn);
    }

    [PostgisFact]
    public async Task Beside_another_delivery_or_where_the_predecessor_is_frozen_or_has_lost_rows_a_corrected_file_is_asked_about()
    {
        using var folder = new TempFolder();
        using var later = new TempFolder();
        var corrected = later.Write("a.csv", Rows.Skip(10));
        await using (var database = await cluster.NewDatabaseAsync())
        {
            await database.ImportAsync(folder.Write("a.csv", Rows));
            await database.ImportAsync(folder.Write("other.csv", [WasteFile.Row(902, 2023, 597_000, 6_642_000)]));
            await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(corrected));
        }

        await using (var database = await cluster.NewDatabaseAsync())
        {
            var first = await database.ImportAsync(folder.Write("a.csv", Rows));
            await database.ExecuteAsync(
                $$"""
                INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('delbydel', 2018, 'f', 'h', now(), 0);
                INSERT INTO heatmap.measurement SELECT 2023, 1, now(), 'v', vintage_id, '{"deliveries": [{"id": {{first.DeliveryId}}}]}' FROM geo.vintage;
                INSERT INTO heatmap.frozen SELECT year, version, now(), 'x', NULL, 'v', inputs, '{}', repeat('0', 64) FROM heatmap.measurement;
                """);
            await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(corrected));
        }

        await using (var database = await cluster.NewDatabaseAsync())
        {
            await database.ImportAsync(folder.Write("a.csv", Rows));
            await database.ExecuteAsync("DELETE FROM incident.incident WHERE line = 2");
            await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(corrected));
        }
    }

    [PostgisFact]
    public async Task Published_figures_that_rest_on_the_predecessor_are_told()
    {
        using var folder = new TempFolder();
        using var later = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows));
        await database.ExecuteAsync(
            $$"""
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('delbydel', 2018, 'f', 'h', now(), 0);
            INSERT INTO heatmap.measurement SELECT 2023, 1, now(), 'v', vintage_id, '{"deliveries": [{"id": {{first.DeliveryId}}}]}' FROM geo.vintage;
            INSERT INTO published.release (year, version, published_at, provisional, approximate, cells, suppressed) VALUES (2023, 1, now(), false, false, 0, 0);
            """);

        var report = await database.ImportAsync(later.Write("a.csv", Rows.Skip(10)));

        Assert.Equal(["replaced", "published-figures"], report.Warnings.Where(warning => warning.Kind != "no-boundaries").Select(warning => warning.Kind));
        Assert.Contains("2023", report.Warnings[1].Message, StringComparison.Ordinal);
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
    public async Task A_replaced_file_comes_back_only_when_asked_for_or_when_nothing_has_its_place()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var old = folder.Write("a.csv", Rows);
        var first = await database.ImportAsync(old);
        var second = await database.ImportAsync(folder.Write("b.csv", Rows.Skip(10)));
        var third = await database.ImportAsync(folder.Write("c.csv", Rows.Skip(5)));
        Assert.Equal((first.DeliveryId, second.DeliveryId), (second.Replaces, third.Replaces));
        var before = await database.FingerprintAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(old));

        Assert.Equal(("BOM-313", true), (problem.Code.ToString(), problem.Message.Contains($"--replaces {third.DeliveryId}", StringComparison.Ordinal)));
        Assert.Equal(before, await database.FingerprintAsync());
        var ledger = await PRIOslo.Bomiljo.Import.Deliveries.ListAsync(database.Owner, default);
        Assert.Equal([second.DeliveryId, third.DeliveryId, null], ledger.Select(delivery => delivery.ReplacedBy));
        Assert.Contains("--beside", problem.Message, StringComparison.Ordinal);
        var beside = await database.ImportAsync(old, dryRun: true, beside: true);
        Assert.Equal((5, 331, null), (beside.Accepted, beside.Duplicate, beside.Replaces));
        await using (var web = database.OpenWeb())
        {
            await using var analyst = await web.OpenAsync(new Person("p", Role.Analyst, Bydeler: null, Projects: []), default);
            var seen = await new DeliveryReader(analyst.Connection).DeliveriesAsync(default);
            Assert.Equal([(null, false), (third.DeliveryId, true), (second.DeliveryId, true)], seen.Select(delivery => (delivery.ReplacedBy, delivery.WithdrawnAt is not null)));
        }

        var again = await database.ImportAsync(old, replaces: third.DeliveryId);
        Assert.Equal(336, again.Accepted);
    }

    [PostgisFact]
    public async Task Overlapping_periods_are_told_and_taken_in()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = await database.ImportAsync(folder.Write("a.csv", Rows.Take(6)));

        var report = await database.ImportAsync(folder.Write("b.csv", Rows.Skip(4)));

        Assert.Equal(("overlap", first.DeliveryId, 2), (Assert.Single(report.Warnings, warning => warning.Kind != "no-boundaries").Kind, report.Warnings[0].DeliveryId, report.Duplicate));
    }

    [PostgisFact]
    public async Task A_count_far_outside_the_sources_own_history_is_told_before_anything_is_stored()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        foreach (var year in new[] { 2020, 2021, 2022 })
            await database.ImportAsync(folder.Write($"{year}.csv", Enumerable.Range(1, 336 + (year % 3)).Select(number => WasteFile.Row(number + (year * 1_000), year, 596_000, 6_642_000))));

        var dry = await database.ImportAsync(folder.Write("2023.csv", Rows.Take(84)), dryRun: true);

        var warning = Assert.Single(dry.Warnings, warning => warning.Kind != "no-boundaries");
        Assert.Equal(("count-unusual", 84L), (warning.Kind, warning.Observed));
        Assert.InRange(warning.P!.Value, 0, 0.01);
    }
}
