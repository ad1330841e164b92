using System.Runtime.Versioning;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary><c>bomiljo measure publish</c> as its user runs it, where it may not let a year out.</summary>
[Collection("postgis")]
[UnsupportedOSPlatform("windows")]
public sealed class RefusedAtThePromptTests(PostgisCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("bomiljo-programs-");

    private const string Out = "SELECT level, area, theme, count, f.suppressed, version, published_at FROM published.figure f JOIN published.release USING (year, version) ORDER BY 1, 2, 3, 6";

    private const string Decisions = "SELECT d::text FROM heatmap.coverage_decision d ORDER BY 1";

    [PostgisFact]
    public async Task A_corrected_version_that_would_open_what_the_first_one_hid_is_refused_with_exit_code_13()
    {
        await using var database = await DecidedAsync();
        var before = await database.RowsAsync(Out);
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'"), dryRun: false, DateTimeOffset.UnixEpoch, default);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);
        await database.MeasureAsync();

        (await database.RunAsync("measure", "publish", "2023", "--reason", "All fires were wrong.")).DemandProblem(13, "BOM-640", "releases of the year");

        Assert.Equal(before, await database.RowsAsync(Out));
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT max(version) FROM heatmap.frozen"));
    }

    [PostgisFact]
    public async Task New_figures_that_may_not_follow_provisional_ones_are_kept_for_analysts_and_said_so_with_exit_code_13()
    {
        await using var database = await cluster.NewCityAsync();
        (await database.RunAsync("measure", "2023")).Demand(0);
        var before = await database.RowsAsync(Out);
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'"), dryRun: false, DateTimeOffset.UnixEpoch, default);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);

        var refused = (await database.RunAsync("measure", "2023")).Demand(13);

        Assert.Contains("BOM-640 releases of the year", refused.Error, StringComparison.Ordinal);
        Assert.Contains("2023 is measured as version 2, for analysts only", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await database.RowsAsync(Out));
        (await database.RunAsync("measure", "freeze", "2023")).Demand(0);
        (await database.RunAsync("measure", "verify", "2023")).Demand(0);
        Assert.Equal(2, await database.ScalarAsync<int>("SELECT version FROM heatmap.frozen"));
    }

    /// <summary>Whether what is refused would have overwritten the kept version, or been the next after a frozen one.</summary>
    [PostgisFact]
    public async Task A_decision_that_is_refused_leaves_the_version_that_was_kept_for_analysts_as_it_was()
    {
        await using var database = await cluster.NewCityAsync();
        (await database.RunAsync("measure", "2023")).Demand(0);
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'"), dryRun: false, DateTimeOffset.UnixEpoch, default);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 1, seed: 1);
        (await database.RunAsync("measure", "2023")).Demand(13);
        const string versions = "SELECT version, heatmap.table_seals(year, version, NULL) FROM heatmap.measurement ORDER BY 1";
        var before = await database.RowsAsync(versions);
        Assert.Equal(2, before.Count);

        foreach (var frozen in new[] { false, true })
        {
            if (frozen)
                (await database.RunAsync("measure", "freeze", "2023")).Demand(0);
            var refused = (await database.RunAsync("measure", "2023", "--leave-out", "renovasjon", "--reason", "Half a year is missing.")).Demand(13);

            Assert.Contains("BOM-640 releases of the year", refused.Error, StringComparison.Ordinal);
            Assert.Contains("The decision is taken back", refused.Error, StringComparison.Ordinal);
            Assert.Equal(before, await database.RowsAsync(versions));
            Assert.Empty(await database.RowsAsync(Decisions));
        }
    }

    /// <summary>No door gives such an answer; were there one, the integer program would see it, as the only one that reads answers.</summary>
    [PostgisFact]
    public async Task A_year_of_which_an_answered_area_tells_a_hidden_count_is_refused_with_exit_code_13()
    {
        await using var database = await DecidedAsync();
        var before = await database.RowsAsync(Out);
        await database.ExecuteAsync(
            """
            WITH hidden AS (
                SELECT f.area, f.theme, t.incidents FROM published.figure f JOIN heatmap.figure t USING (year, version, level, area, theme)
                WHERE f.level = 'delbydel' AND f.suppressed AND f.theme <> 'total' ORDER BY 1, 2 LIMIT 1
            ), asked AS (
                INSERT INTO heatmap.drawn_area (year, released_version, geom, asked_at, residents, whole)
                SELECT 2023, 1, ST_Multi(ST_MakeEnvelope(601000, 6641000, 602000, 6642000, 25832)), now(), 600, ARRAY[area] FROM hidden RETURNING drawn_id)
            INSERT INTO heatmap.drawn_answer (drawn_id, theme, incidents, reason) SELECT drawn_id, theme, incidents, '' FROM asked, hidden;
            """);
        await database.DeliverAsync("politi", SmallCity.Police, below: 40, seed: 78);
        await database.MeasureAsync();

        (await database.RunAsync("measure", "publish", "2023", "--reason", "More came in.")).DemandProblem(13, "BOM-604", "year 2023");

        Assert.Equal(before, await database.RowsAsync(Out));
    }

    /// <summary>What the fires and the waste of a delbydel were, beside the sum that is out, would tell of single incidents.</summary>
    [PostgisFact]
    public async Task A_decision_with_which_the_year_may_not_go_out_does_not_stand_and_the_year_can_be_published_without_it()
    {
        await using var database = await cluster.NewCityAsync();
        (await database.RunAsync("measure", "2023", "--leave-out", "renovasjon", "--reason", "Half a year is missing.")).Demand(0);
        var (before, stood) = (await database.RowsAsync(Out), await database.RowsAsync(Decisions));

        var refused = (await database.RunAsync("measure", "2023", "--leave-out", "brann", "--override", "renovasjon", "--reason", "Not trusted.")).Demand(13);

        Assert.Contains("BOM-640 releases of the year", refused.Error, StringComparison.Ordinal);
        Assert.Contains("The decision is taken back", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("The decision is on record", refused.Error, StringComparison.Ordinal);
        Assert.Equal(stood, await database.RowsAsync(Decisions));
        Assert.Single(stood);
        Assert.Equal(["brann", "renovasjon"], await database.RowsAsync("SELECT name FROM heatmap.taken_back WHERE kind = 'decision' AND why LIKE '%BOM-640%' ORDER BY 1"));
        Assert.Equal(before, await database.RowsAsync(Out));
        (await database.RunAsync("measure", "publish", "2023")).Demand(0);
    }

    [PostgisFact]
    public async Task Without_the_solver_of_the_last_check_nothing_is_published_and_the_package_is_named()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        foreach (var program in Programs().Where(program => Path.GetFileName(program) != "glpsol").DistinctBy(Path.GetFileName))
            File.CreateSymbolicLink(Path.Combine(_programs.FullName, Path.GetFileName(program)), program);

        var refused = await PublishAsync(database, _programs.FullName);

        refused.DemandProblem(13, "BOM-635", "glpk-utils");
        Assert.Empty(await database.RowsAsync(Out));
    }

    [PostgisFact]
    public async Task A_solver_that_nobody_may_run_or_that_is_no_program_counts_as_none()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        foreach (var program in Programs().Where(program => Path.GetFileName(program) != "glpsol").DistinctBy(Path.GetFileName))
            File.CreateSymbolicLink(Path.Combine(_programs.FullName, Path.GetFileName(program)), program);
        var solver = Path.Combine(_programs.FullName, "glpsol");
        await File.WriteAllBytesAsync(solver, [0x7f, 0x45, 0x4c, 0x46, 0]);
        foreach (var mode in (UnixFileMode[])[UnixFileMode.UserRead, UnixFileMode.UserRead | UnixFileMode.UserExecute])
        {
            File.SetUnixFileMode(solver, mode);
            (await PublishAsync(database, _programs.FullName)).DemandProblem(13, "BOM-635", "glpk-utils");
        }

        Assert.Empty(await database.RowsAsync(Out));
    }

    [PostgisFact]
    public async Task A_solver_that_gives_no_answer_or_a_wrong_one_lets_nothing_out()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        foreach (var says in (string[])["exit 1", "printf 's mip 1 1 o 0\\n' > \"$4\""])
        {
            var solver = Path.Combine(_programs.FullName, "glpsol");
            await File.WriteAllTextAsync(solver, $"#!/bin/sh\n{says}\n");
            File.SetUnixFileMode(solver, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);

            (await PublishAsync(database, _programs.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))).DemandProblem(13, "BOM-636", "glpsol");
        }

        Assert.Empty(await database.RowsAsync(Out));
    }

    public void Dispose() => _programs.Delete(recursive: true);

    private static IEnumerable<string> Programs() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);

    private static Task<Cli.CliResult> PublishAsync(TestDatabase database, string path) => CliProcess.RunAsync(
        new Dictionary<string, string?>(CliProcess.EnvironmentOf(database), StringComparer.Ordinal) { ["PATH"] = path }, "measure", "publish", "2023");

    private async Task<TestDatabase> DecidedAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        return database;
    }
}
