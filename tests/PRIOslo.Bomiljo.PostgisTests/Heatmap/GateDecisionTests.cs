using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>A decision holds for what it answered, and can be taken back.</summary>
[Collection("postgis")]
public class GateDecisionTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Another_bad_delivery_after_the_decision_closes_the_gate_again()
    {
        await using var database = await PoorlyPlacedAsync();
        await database.OverrideAsync("brann");
        await database.MeasureAsync();
        await database.DeliverOneAsync("brann", "brann.building", null, 1, seed: 77);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync());

        Assert.Equal(ProblemCode.CoverageRefused, problem.Code);
        Assert.Contains("it was decided to count it, about other findings than these", problem.Message, StringComparison.Ordinal);
        Assert.Contains("measure decision brann 2023 --remove", problem.Message, StringComparison.Ordinal);
        await database.OverrideAsync("brann");
        Assert.Equal(GateVerdict.Overridden, Assert.Single((await database.MeasureAsync()).Gate, verdict => verdict.Source == "brann").Outcome);
    }

    [PostgisFact]
    public async Task A_later_delivery_of_a_source_that_was_left_out_is_not_left_out_unseen()
    {
        await using var database = await cluster.NewCityAsync();
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ut."), default);
        await database.MeasureAsync();
        await database.DeliverOneAsync("brann", "brann.building", "0102", 1, seed: 77);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync());

        Assert.Contains("it was decided to leave it out, about other findings or deliveries than these", problem.Message, StringComparison.Ordinal);
        await TakingBackOf(database).DecisionAsync("brann", 2023, "Ny leveranse.", default);
        Assert.Equal(GateVerdict.Entered, Assert.Single((await database.MeasureAsync()).Gate, verdict => verdict.Source == "brann").Outcome);
    }

    [PostgisFact]
    public async Task A_year_frozen_with_a_decision_is_measured_again_with_what_it_answered_also_after_a_later_delivery_and_decision()
    {
        await using var database = await PoorlyPlacedAsync();
        await database.OverrideAsync("brann");
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.DeliverOneAsync("brann", "brann.building", null, 1, seed: 77);
        Assert.Equal((true, true), ((await database.VerifyAsync()).Recomputed, (await database.VerifyAsync()).SameBits));
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ut."), default);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["decisions"], report.PutBack);
    }

    [PostgisFact]
    public async Task A_decision_from_before_findings_were_kept_holds_for_whatever_is_found()
    {
        await using var database = await PoorlyPlacedAsync();
        await database.ExecuteAsync("INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by) VALUES ('brann', 2023, true, 'r', now(), 'x')");
        await database.MeasureAsync();
        await database.DeliverOneAsync("brann", "brann.building", null, 1, seed: 77);

        Assert.Equal(GateVerdict.Overridden, Assert.Single((await database.MeasureAsync()).Gate, verdict => verdict.Source == "brann").Outcome);
    }

    [PostgisFact]
    public async Task A_weight_that_differs_from_the_taxonomy_file_is_the_files_at_the_next_measurement()
    {
        await using var database = await cluster.NewCityAsync();
        (await database.RunAsync("measure", "2023")).Demand(0);
        const string weighted = "SELECT round(sum(weighted)::numeric, 6) FROM heatmap.figure WHERE level = 'by' AND theme = 'total'";
        var asTheFileHasIt = await database.RowsAsync(weighted);
        await database.ExecuteAsync("UPDATE incident.category SET severity = severity + 1");

        var again = (await database.RunAsync("measure", "2023")).Demand(0);

        Assert.Contains("are new or changed in taxonomy.json", again.Error, StringComparison.Ordinal);
        Assert.Equal(asTheFileHasIt, await database.RowsAsync(weighted));
        Assert.DoesNotContain("taxonomy.json", (await database.RunAsync("measure", "2023")).Demand(0).Error, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_decision_and_a_break_are_taken_back_by_the_command_line_and_kept_in_the_history()
    {
        await using var database = await PoorlyPlacedAsync();
        (await database.RunAsync("measure", "2023", "--override", "brann", "--reason", "Uten koordinater.")).Demand(0);
        (await database.RunAsync("measure", "break", "brann", "2023", "--reason", "Nytt skjema.")).Demand(0);
        var shown = (await database.RunAsync("measure", "decision", "brann", "2023", "--json")).Demand(0).Json;
        Assert.True(shown.GetProperty("enters").GetBoolean());
        Assert.Contains("% of its", shown.GetProperty("answered")[0].GetString(), StringComparison.Ordinal);

        (await database.RunAsync("measure", "break", "brann", "2023", "--remove", "--reason", "Feil år.")).Demand(0);
        var removed = (await database.RunAsync("measure", "decision", "brann", "2023", "--remove", "--reason", "Koordinatene kom.", "--json")).Demand(0).Json;

        Assert.Equal("decision", removed.GetProperty("removed").GetString());
        Assert.Equal(["source brann 2023 - Nytt skjema. Feil år.", "decision brann 2023 True Uten koordinater. Koordinatene kom."],
            await database.RowsAsync("SELECT kind, name, year, enters, reason, why FROM heatmap.taken_back ORDER BY taken_back_id"));
        Assert.Equal(["heatmap.coverage-decision-taken-back", "heatmap.series-break-taken-back"], await database.RowsAsync("SELECT action FROM audit.entry WHERE action LIKE '%taken-back' ORDER BY 1"));
        (await database.RunAsync("measure", "2023")).DemandProblem(13, "BOM-620", "brann");
        (await database.RunAsync("measure", "decision", "brann", "2023", "--remove", "--reason", "r")).DemandProblem(2, "BOM-631", "brann");
        (await database.RunAsync("measure", "decision", "brann", "2023", "--remove")).DemandProblem(2, "BOM-622", "--reason");
        (await database.RunAsync("measure", "break", "brann", "2023", "--remove", "--reason", "r")).DemandProblem(2, "BOM-631", "brann");
    }

    [PostgisFact]
    public async Task What_a_frozen_measurement_rests_on_is_taken_back_and_it_is_verified_with_it_all_the_same()
    {
        await using var database = await PoorlyPlacedAsync();
        await database.OverrideAsync("brann");
        await DecisionsOf(database).BreakAsync("politi", 2023, "Nytt skjema.", default);
        await database.MeasureAsync();
        await database.FreezeAsync();

        await TakingBackOf(database).DecisionAsync("brann", 2023, "r", default);
        await TakingBackOf(database).BreakAsync("politi", 2023, "Feil kilde.", default);

        Assert.Equal(["brann", "politi"], await database.RowsAsync("SELECT name FROM heatmap.taken_back ORDER BY 1"));
        var report = await database.VerifyAsync();
        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["breaks", "decisions"], report.PutBack.Order(StringComparer.Ordinal));
        Assert.Equal(ProblemCode.CoverageRefused, (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync())).Code);
    }

    [PostgisFact]
    public async Task Each_refused_source_has_its_own_remedy_and_its_decision_is_offered_to_be_taken_back_also_where_it_is_frozen()
    {
        await using var database = await PoorlyPlacedAsync();
        await database.OverrideAsync("brann");
        await database.MeasureAsync();
        for (var seed = 77; seed <= 90; seed++)
            await database.DeliverOneAsync("politi", "trygghet.theft", null, 1, seed);
        await database.DeliverOneAsync("brann", "brann.building", null, 1, seed: 77);

        var both = (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync())).Message;
        Assert.Contains("Take the decision back: `bomiljo measure decision brann 2023 --remove", both, StringComparison.Ordinal);
        Assert.Contains("Import what is missing of politi. Or decide, with", both, StringComparison.Ordinal);
        Assert.Contains("--override politi", both, StringComparison.Ordinal);
        Assert.DoesNotContain("measure decision politi", both, StringComparison.Ordinal);

        await database.ExecuteAsync("DELETE FROM incident.incident WHERE delivery_id IN (SELECT delivery_id FROM ledger.delivery WHERE sha256 IN (SELECT md5(source || ' one ' || n) FROM generate_series(77, 90) n)); DELETE FROM ledger.delivery WHERE sha256 IN (SELECT md5(source || ' one ' || n) FROM generate_series(77, 90) n)");
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.DeliverOneAsync("brann", "brann.building", null, 1, seed: 77);

        var frozen = (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync())).Message;
        Assert.Contains("Take the decision back: `bomiljo measure decision brann 2023 --remove", frozen, StringComparison.Ordinal);
        Assert.Contains("Or decide anew, with a reason that is published: `bomiljo measure 2023 --override brann", frozen, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_decision_that_nothing_needs_any_more_can_be_taken_back_as_the_gate_says()
    {
        await using var database = await cluster.NewCityAsync();
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ut."), default);
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.DeliverOneAsync("brann", "brann.building", "0102", 1, seed: 77);
        Assert.Contains("Or decide anew, with a reason", (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync())).Message, StringComparison.Ordinal);
        await database.OverrideAsync("brann");
        var told = Assert.Single((await database.MeasureAsync()).Gate, verdict => verdict.Source == "brann").Findings;
        Assert.Contains("`bomiljo measure decision brann 2023 --remove --reason TEXT` takes it back", Assert.Single(told, finding => finding.Kind == "not-needed").Text, StringComparison.Ordinal);

        await TakingBackOf(database).DecisionAsync("brann", 2023, "Leveransen er hel.", default);

        Assert.Equal(GateVerdict.Entered, Assert.Single((await database.MeasureAsync()).Gate, verdict => verdict.Source == "brann").Outcome);
    }

    [PostgisFact]
    public async Task A_decision_is_shown_with_its_deliveries_and_a_reason_without_remove_is_refused()
    {
        await using var database = await cluster.NewCityAsync();
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ut."), default);
        var delivery = await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'brann'");

        var shown = (await database.RunAsync("measure", "decision", "brann", "2023")).Demand(0).Output;

        Assert.Contains("It answers: no finding", shown, StringComparison.Ordinal);
        Assert.Contains($"Deliveries that were in when it was made: {delivery}. Another one opens it again.", shown, StringComparison.Ordinal);
        (await database.RunAsync("measure", "decision", "brann", "2023", "--reason", "Inn igjen.")).DemandProblem(2, "BOM-001", "--remove");
    }

    [PostgisFact]
    public async Task A_break_in_a_year_that_has_not_begun_is_refused()
    {
        await using var database = await cluster.NewCityAsync();
        var newYearsEve = new CoverageDecisions(database.Owner, new FixedTime(new(2023, 12, 31, 22, 59, 0, TimeSpan.Zero)), "test");
        var anHourLater = new CoverageDecisions(database.Owner, new FixedTime(new(2023, 12, 31, 23, 0, 0, TimeSpan.Zero)), "test");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => newYearsEve.BreakAsync("brann", 2024, "r", default));
        await anHourLater.BreakAsync("brann", 2024, "r", default);

        Assert.Equal((ProblemCode.FutureBreak, ExitCode.WrongArguments), (problem.Code, problem.Code.Exit));
        Assert.Equal(["2024"], await database.RowsAsync("SELECT year FROM heatmap.series_break"));
    }

    private async Task<TestDatabase> PoorlyPlacedAsync()
    {
        var database = await cluster.NewCityAsync();
        for (var seed = 1; seed <= 9; seed++)
            await database.DeliverOneAsync("brann", "brann.building", null, 1, seed);
        return database;
    }

    private static CoverageDecisions DecisionsOf(TestDatabase database) => new(database.Owner, TimeProvider.System, "test");

    private static TakingBack TakingBackOf(TestDatabase database) => new(database.Owner, TimeProvider.System, "test");

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
