using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>A year that was left out by decision: when its right delivery comes, and when its raw incidents are deleted.</summary>
[Collection("postgis")]
public class LeftOutYearTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_year_that_was_left_out_enters_with_the_right_delivery_although_a_frozen_later_year_rests_on_the_decision()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearLeftOutAsync(database);
        await database.MeasureAsync();
        await database.FreezeAsync();
        Assert.Equal(["no-earlier-year"], await ChangesOfFireAsync(database, 1));
        await database.DeliverAsync("brann", SmallCity.Fire, below: 4, seed: 33, year: 2022);

        var refused = (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync(2022))).Message;
        Assert.Contains("Take the decision back: `bomiljo measure decision brann 2022 --remove --reason TEXT`.", refused, StringComparison.Ordinal);
        await TakingBackOf(database).DecisionAsync("brann", 2022, "Den rette leveransen er kommet.", default);

        var again = await database.MeasureAsync(2022);
        Assert.Equal((2, GateVerdict.Entered), (again.Version, Assert.Single(again.Gate, verdict => verdict.Source == "brann").Outcome));
        Assert.Equal(2, (await database.MeasureAsync()).Version);
        Assert.Equal(["no-change"], await ChangesOfFireAsync(database, 2));
        var verified = await database.VerifyAsync(version: 1);
        Assert.Equal((true, true, true), (verified.Holds, verified.Recomputed, verified.SameBits));
        Assert.Equal(["decisions"], verified.PutBack);
    }

    [PostgisFact]
    public async Task A_year_that_was_left_out_and_cannot_be_counted_again_stays_left_out()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearLeftOutAsync(database);
        await database.ExecuteAsync(DeletedYear);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => TakingBackOf(database).DecisionAsync("brann", 2022, "r", default));

        Assert.Equal((ProblemCode.LeftOutForGood, ExitCode.Refused), (problem.Code, problem.Code.Exit));
        Assert.Equal(["brann"], await database.RowsAsync("SELECT source FROM heatmap.coverage_decision"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.taken_back"));
    }

    [PostgisFact]
    public async Task A_deleted_year_is_not_compared_for_a_source_that_it_was_frozen_without_though_the_decision_was_taken_back_before()
    {
        await using var database = await cluster.NewCityAsync();
        foreach (var year in new[] { 2022, 2023 })
            await database.DeliverAsync("renovasjon", SmallCity.Fire, below: 9, seed: year - 1990, year); // another source that tells of fires
        await AddYearLeftOutAsync(database);
        await TakingBackOf(database).DecisionAsync("brann", 2022, "Den rette leveransen skal komme.", default);
        await database.MeasureAsync();
        Assert.DoesNotContain("series-break", await ChangesOfFireAsync(database, 1));
        await database.ExecuteAsync(DeletedYear + "UPDATE heatmap.measurement SET inputs = '{}' WHERE year = 2023;");

        await database.MeasureAsync();

        Assert.Equal(["series-break"], await ChangesOfFireAsync(database, 1));
        Assert.Equal(["series-break"], await database.RowsAsync("SELECT DISTINCT change_class FROM heatmap.figure WHERE year = 2023 AND theme = 'total' AND level = 'by'"));
        Assert.DoesNotContain("series-break", await database.RowsAsync("SELECT DISTINCT change_class FROM heatmap.figure WHERE year = 2023 AND theme = 'trygghet' AND level = 'by'"));
    }

    [PostgisFact]
    public async Task Nothing_is_decided_about_a_year_that_cannot_be_measured_again()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearLeftOutAsync(database);
        await database.ExecuteAsync(DeletedYear.Replace("occurred_year = 2022", "occurred_year = 2022 AND source = 'politi'", StringComparison.Ordinal));
        const string decided = "SELECT d::text FROM heatmap.coverage_decision d";
        var before = await database.RowsAsync(decided);

        var enters = await database.RunAsync("measure", "2022", "--override", "brann", "--reason", "Den er hel likevel.");
        var leaves = await database.RunAsync("measure", "2022", "--leave-out", "renovasjon", "--reason", "Den er ikke hel.");

        enters.DemandProblem(13, "BOM-693", "«brann», year 2022");
        leaves.DemandProblem(13, "BOM-606", "measure break renovasjon 2023");
        Assert.DoesNotContain("The decision is on record", enters.Error + leaves.Error, StringComparison.Ordinal);
        Assert.Equal(before, await database.RowsAsync(decided));
    }

    private const string DeletedYear =
        """
        DELETE FROM incident.incident WHERE occurred_year = 2022;
        INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('politi', 2022, 36, now(), 'test', 1, 1);
        """;

    /// <summary>2022 is measured and frozen without the fire service.</summary>
    private static async Task AddYearLeftOutAsync(TestDatabase database)
    {
        await database.AddPopulationAsync(2022);
        await database.DeliverAsync("politi", SmallCity.Police, below: 6, seed: 21, year: 2022);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 5, seed: 22, year: 2022);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 4, seed: 23, year: 2022);
        await new CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new("brann", 2022, Enters: false, "Feil fil."), default);
        await database.MeasureAsync(2022);
        await database.FreezeAsync(year: 2022);
    }

    private static Task<List<string>> ChangesOfFireAsync(TestDatabase database, int version) => database.RowsAsync(FormattableString.Invariant(
        $"SELECT DISTINCT change_class FROM heatmap.figure WHERE year = 2023 AND version = {version} AND theme = 'brann' AND level = 'delbydel' AND area <> '1601'"));

    private static TakingBack TakingBackOf(TestDatabase database) => new(database.Owner, TimeProvider.System, "test");
}
