using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class GateTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_source_whose_rows_have_no_place_stops_the_year_until_somebody_decides()
    {
        await using var database = await PoorlyPlacedAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync());

        Assert.Equal((ProblemCode.CoverageRefused, ExitCode.Refused), (problem.Code, problem.Code.Exit));
        Assert.Contains("brann: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("% of its", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--override brann --reason", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("politi:", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task An_override_counts_the_source_and_its_reason_is_stored_audited_and_published()
    {
        await using var database = await PoorlyPlacedAsync();
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: true, "  Adressene kom uten koordinater. "), default);

        var report = await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(GateVerdict.Overridden, report.Gate.Single(verdict => verdict.Source == "brann").Outcome);
        Assert.Equal(["2023 1 brann True Adressene kom uten koordinater. {brann}"], await database.RowsAsync("SELECT year, version, source, enters, reason, themes::text FROM published.override", asWeb: true));
        Assert.Equal(["brann 2023"], await database.RowsAsync("SELECT subject FROM audit.entry WHERE action = 'heatmap.coverage-decision'"));
        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident i JOIN incident.placement p USING (delivery_id, line) WHERE p.outcome = 'placed'"), report.Incidents);
    }

    [PostgisFact]
    public async Task An_override_of_what_the_gate_lets_in_is_refused_and_nothing_is_kept_in_advance()
    {
        await using var database = await cluster.NewCityAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: true, "På forhånd."), default));

        Assert.Equal((ProblemCode.NothingForTheGateToOverride, ExitCode.Refused), (problem.Code, problem.Code.Exit));
        Assert.Equal(["0 0"], await database.RowsAsync("SELECT (SELECT count(*) FROM heatmap.coverage_decision), (SELECT count(*) FROM audit.entry WHERE action = 'heatmap.coverage-decision')"));
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ut."), default);
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: true, "Inn igjen."), default);
        Assert.Equal(["true"], await database.RowsAsync("SELECT enters::text FROM heatmap.coverage_decision"));
    }

    [PostgisFact]
    public async Task A_source_that_is_left_out_is_in_no_count_and_takes_its_theme_with_it()
    {
        await using var database = await PoorlyPlacedAsync();
        await DecisionsOf(database).DecideAsync(new("brann", 2023, Enters: false, "Ikke brukbar."), default);

        var report = await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(["forsopling", "ro-og-orden", "total", "trygghet"], await database.RowsAsync("SELECT DISTINCT theme FROM heatmap.figure ORDER BY 1"));
        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident WHERE source <> 'brann'"), report.Incidents);
        Assert.Equal(["brann False"], await database.RowsAsync("SELECT source, enters FROM published.override"));
    }

    [PostgisFact]
    public async Task A_source_without_any_place_is_left_out_by_itself()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverOneAsync("politilogg", "trygghet.violence", null, 40, seed: 1);

        var report = await database.MeasureAsync();

        Assert.Equal(["brann entered", "politi entered", "politilogg left-out", "renovasjon entered"], report.Gate.Select(verdict => $"{verdict.Source} {verdict.Outcome}"));
    }

    [PostgisFact]
    public async Task Other_categories_than_last_year_need_a_noted_break()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddPopulationAsync(2024);
        await database.DeliverAsync("brann", ["brann.vehicle"], below: 4, seed: 3, year: 2024);
        await database.MeasureAsync();
        Assert.Contains("politi: no row of it is in", (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync(2024))).Message, StringComparison.Ordinal);
        foreach (var source in new[] { "politi", "renovasjon" })
            await database.OverrideAsync(source, 2024);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync(2024));
        Assert.Contains("the category brann.building does not occur", problem.Message, StringComparison.Ordinal);
        Assert.Contains("measure break brann 2024", problem.Message, StringComparison.Ordinal);

        await DecisionsOf(database).BreakAsync("brann", 2024, "Nytt skjema.", default);
        Assert.Equal(GateVerdict.Entered, Assert.Single((await database.MeasureAsync(2024)).Gate, verdict => verdict.Source == "brann").Outcome);
        Assert.Equal(["source brann 2024"], await database.RowsAsync("SELECT kind, name, year FROM heatmap.series_break"));
    }

    [PostgisFact]
    public async Task A_noted_break_lets_a_source_that_has_stopped_pass()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddPopulationAsync(2024);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 4, seed: 3, year: 2024);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 4, seed: 4, year: 2024);
        await database.MeasureAsync();
        Assert.Contains("politi: no row of it is in", (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync(2024))).Message, StringComparison.Ordinal);

        await DecisionsOf(database).BreakAsync("politi", 2024, "Politiet leverer ikke lenger.", default);

        Assert.Equal(GateVerdict.Entered, Assert.Single((await database.MeasureAsync(2024)).Gate, verdict => verdict.Source == "politi").Outcome);
    }

    [PostgisFact]
    public async Task Last_years_categories_are_known_after_its_raw_incidents_are_gone()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE source = 'brann';
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2023, 36, now(), 'test', 1, 1);
            """);
        await database.AddPopulationAsync(2024);
        await database.DeliverAsync("brann", ["brann.vehicle"], below: 4, seed: 3, year: 2024);

        Assert.Contains("brann.building does not occur", (await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync(2024))).Message, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task Decisions_that_are_made_at_once_all_stand_or_none_does()
    {
        await using var database = await PoorlyPlacedAsync();

        var unknown = await database.RunAsync("measure", "2023", "--override", "brann", "--leave-out", "vann", "--reason", "For prøvens skyld.");
        var twice = await database.RunAsync("measure", "2023", "--override", "brann", "--leave-out", "brann", "--reason", "For prøvens skyld.");

        Assert.Contains("BOM-621", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("«brann»", twice.Error, StringComparison.Ordinal);
        Assert.Equal(["0 0"], await database.RowsAsync("SELECT (SELECT count(*) FROM heatmap.coverage_decision), (SELECT count(*) FROM audit.entry WHERE action = 'heatmap.coverage-decision')"));
    }

    [PostgisFact]
    public async Task A_decision_wants_a_reason_and_a_source_that_is_there()
    {
        await using var database = await cluster.NewCityAsync();
        var decisions = DecisionsOf(database);

        Assert.Equal(ProblemCode.ReasonMissing, (await Assert.ThrowsAsync<ProblemException>(() => decisions.DecideAsync(new("brann", 2023, true, " "), default))).Code);
        Assert.Equal(ProblemCode.ReasonMissing, (await Assert.ThrowsAsync<ProblemException>(() => decisions.BreakAsync("brann", 2023, new('x', 1_001), default))).Code);
        Assert.Equal(ProblemCode.UnknownSourceYear, (await Assert.ThrowsAsync<ProblemException>(() => decisions.DecideAsync(new("brann", 2022, true, "r"), default))).Code);
        Assert.Equal(ProblemCode.UnknownSourceYear, (await Assert.ThrowsAsync<ProblemException>(() => decisions.BreakAsync("vann", 2023, "r", default))).Code);
        await decisions.BreakAsync("trygghet", 2023, "r", default);
        Assert.Equal(["theme trygghet"], await database.RowsAsync("SELECT kind, name FROM heatmap.series_break"));
    }

    private async Task<TestDatabase> PoorlyPlacedAsync()
    {
        var database = await cluster.NewCityAsync();
        for (var seed = 1; seed <= 9; seed++)
            await database.DeliverOneAsync("brann", "brann.building", null, 1, seed);
        return database;
    }

    private static CoverageDecisions DecisionsOf(TestDatabase database) => new(database.Owner, TimeProvider.System, "test");
}
