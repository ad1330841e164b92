using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class FreezeTests(PostgisCluster cluster)
{
    private const string Everything = "SELECT heatmap.table_seals(2023, 1, NULL)";

    [PostgisTheory]
    [InlineData("UPDATE heatmap.figure SET rate = rate WHERE level = 'by'")]
    [InlineData("DELETE FROM heatmap.figure WHERE level = 'by'")]
    [InlineData("DELETE FROM heatmap.measurement")]
    [InlineData("INSERT INTO heatmap.gate VALUES (2023, 1, 'x', 'entered', NULL, '[]')")]
    [InlineData("UPDATE heatmap.measurement SET version = 7")]
    [InlineData("TRUNCATE heatmap.coverage")]
    [InlineData("UPDATE heatmap.frozen SET reason = 'r'")]
    [InlineData("DELETE FROM heatmap.frozen")]
    [InlineData("TRUNCATE heatmap.frozen")]
    public async Task The_database_refuses_to_change_what_is_frozen(string statement)
    {
        await using var database = await cluster.NewFrozenCityAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(statement));

        Assert.Contains(refused.SqlState, new[] { PostgresErrorCodes.ObjectNotInPrerequisiteState, PostgresErrorCodes.ForeignKeyViolation });
    }

    [PostgisFact]
    public async Task A_source_that_has_places_since_a_later_year_is_still_without_them_in_the_frozen_one()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverOneAsync("politilogg", "trygghet.violence", null, 40, seed: 1);
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.DeliverAsync("politilogg", ["trygghet.violence"], below: 4, seed: 2, year: 2024);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, null), (report.Holds, report.Recomputed, report.NotRecomputed));
    }

    [PostgisFact]
    public async Task A_year_that_the_same_program_refuses_to_measure_again_says_why_and_does_not_hold()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync("UPDATE incident.incident SET place_outcome = 0, place_method = 0, place_delbydel = NULL WHERE source = 'brann' AND line % 2 = 0");

        var report = await database.VerifyAsync();

        Assert.Equal((true, false, null), (report.SealHolds, report.Recomputed, report.SameBits));
        Assert.Contains("brann: ", report.NotRecomputed, StringComparison.Ordinal);
        Assert.False(report.Holds);
        Assert.Equal(["raw incidents: measuring again was refused (BOM-620)"], report.Differences);
        await database.ExecuteAsync(
            """
            ALTER TABLE heatmap.frozen DISABLE TRIGGER USER;
            UPDATE heatmap.frozen SET program_version = 'other'; -- another program may refuse for reasons of its own
            ALTER TABLE heatmap.frozen ENABLE TRIGGER USER;
            """);
        Assert.Equal(["frozen: is not what was frozen"], (await database.VerifyAsync()).Differences);
    }

    [PostgisFact]
    public async Task A_correction_is_a_new_version_with_its_reason_and_both_verify()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        var before = await database.ScalarAsync<string>(Everything);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 40, seed: 1);
        Assert.Equal(2, (await database.MeasureAsync()).Version);

        Assert.Equal(ProblemCode.ReasonMissing, (await Assert.ThrowsAsync<ProblemException>(() => database.FreezeAsync())).Code);
        var frozen = await database.FreezeAsync("Brann leverte på nytt.");

        Assert.Equal((2, "Brann leverte på nytt.", false), (frozen.Version, frozen.Reason, frozen.AlreadyFrozen));
        Assert.Equal(before, await database.ScalarAsync<string>(Everything));
        var (first, second) = (await database.VerifyAsync(1), await database.VerifyAsync());
        Assert.Equal((1, false, true, true), (first.Version, first.IsCurrent, first.Recomputed, first.Holds));
        Assert.Equal((2, true, true, true), (second.Version, second.IsCurrent, second.Recomputed, second.Holds));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE incidents = 40")); // verifying the first left the later delivery in
    }

    [PostgisFact]
    public async Task Freezing_twice_or_at_once_gives_one_freeze()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.FreezeAsync()));

        Assert.Single(reports, report => !report.AlreadyFrozen);
        Assert.Single(reports.Select(report => report.Sha256).Distinct());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.frozen"));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'heatmap.freeze'"));
    }

    [PostgisFact]
    public async Task A_freeze_in_the_middle_of_an_import_waits_for_it_and_then_wants_a_new_measurement()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await using var importing = await database.Owner.OpenConnectionAsync();
        await using var transaction = await importing.BeginTransactionAsync();
        await PlacementLock.ShareAsync(importing, default);

        var freeze = database.FreezeAsync();
        Assert.NotSame(freeze, await Task.WhenAny(freeze, Task.Delay(500)));
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);
        await transaction.CommitAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => freeze);
        Assert.Equal(ProblemCode.MeasurementOutdated, problem.Code);
        Assert.Contains("deliveries", problem.Message, StringComparison.Ordinal);
        await database.MeasureAsync();
        Assert.Equal(1, (await database.FreezeAsync()).Version);
    }

    [PostgisFact]
    public async Task A_freeze_while_a_file_is_read_waits_for_it_and_what_is_frozen_then_holds_all_of_the_file_or_nothing()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        var (reading, goOn) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var file = folder.Write("2023.csv", Enumerable.Range(1, 20_000).Select(number => WasteFile.Row(number, 2023, 601_000 + (number % 4_000), 6_641_500)));
        var watcher = new Watcher(() =>
        {
            reading.TrySetResult();
            goOn.Wait();
        });
        var import = Task.Run(() => database.ImportAsync(file, new ImportOptions(Beside: true) { Progress = watcher }));
        await reading.Task;

        var freeze = database.FreezeAsync();
        Assert.NotSame(freeze, await Task.WhenAny(freeze, Task.Delay(500)));
        goOn.Set();
        var problem = await Assert.ThrowsAsync<ProblemException>(() => freeze);
        var imported = await import;

        Assert.Equal(ProblemCode.MeasurementOutdated, problem.Code);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.frozen"));
        await database.MeasureAsync();
        await database.FreezeAsync();
        Assert.Equal(
            await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident WHERE place_outcome = 1"),
            await database.ScalarAsync<int>("SELECT incidents FROM heatmap.figure WHERE level = 'by' AND theme = 'total'"));
        Assert.Equal((20_000, true), (imported.Placed, (await database.VerifyAsync()).SameBits));
    }

    [PostgisFact]
    public async Task An_import_that_begins_while_a_year_is_frozen_waits_and_does_not_touch_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        var file = folder.Write("2023.csv", Enumerable.Range(1, 200).Select(number => WasteFile.Row(number, 2023, 601_500, 6_641_500)));
        await using var freezing = await database.Owner.OpenConnectionAsync();
        await using var transaction = await freezing.BeginTransactionAsync();
        await PlacementLock.TakeAsync(freezing, default);

        var import = Task.Run(() => database.ImportAsync(file, new ImportOptions(Beside: true)));
        Assert.NotSame(import, await Task.WhenAny(import, Task.Delay(500)));
        await FreezeInAsync(freezing);
        await transaction.CommitAsync();
        await import;

        var report = await database.VerifyAsync();
        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(200, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE precision = 'minute'"));
    }

    /// <summary>What <see cref="Freezer"/> writes, in a transaction that already holds the lock.</summary>
    private static async Task FreezeInAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(FreezeStore)), connection)
        {
            Parameters = { new("year", SmallCity.Year), new("version", 1), new("now", DateTimeOffset.UnixEpoch), new("by", "test"), new("reason", NpgsqlTypes.NpgsqlDbType.Text) { Value = DBNull.Value } },
        };
        await command.ExecuteNonQueryAsync();
    }

    [PostgisFact]
    public async Task A_year_that_is_not_measured_or_not_frozen_is_told()
    {
        await using var database = await cluster.NewCityAsync();
        Assert.Equal(ProblemCode.NotMeasured, (await Assert.ThrowsAsync<ProblemException>(() => database.FreezeAsync())).Code);
        await database.MeasureAsync();
        Assert.Equal(ProblemCode.NotFrozen, (await Assert.ThrowsAsync<ProblemException>(() => database.VerifyAsync())).Code);
        await database.FreezeAsync();
        Assert.Equal(ProblemCode.NotFrozen, (await Assert.ThrowsAsync<ProblemException>(() => database.VerifyAsync(2))).Code);
    }

    /// <summary>Told in the reader's own thread, which waits for it.</summary>
    private sealed class Watcher(Action told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told();
    }
}
