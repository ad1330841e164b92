using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Verifying a frozen year: its seal, and measuring it again from what it was measured with.</summary>
[Collection("postgis")]
public class VerificationTests(PostgisCluster cluster)
{
    private const string Everything = "SELECT heatmap.table_seals(2023, 1, NULL)";

    [PostgisFact]
    public async Task A_frozen_year_is_the_same_to_the_last_bit_when_measured_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();

        Assert.Equal(true, (await database.VerifyAsync(threads: 1)).SameBits);
        var report = await database.VerifyAsync(threads: 3);

        Assert.Empty(report.Differences);
        Assert.Equal((true, true, true, null, true), (report.SealHolds, report.Recomputed, report.SameBits, report.NotRecomputed, report.IsCurrent));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task A_figure_changed_behind_the_programs_back_is_found_and_named_without_its_value()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            ALTER TABLE heatmap.figure DISABLE TRIGGER USER;
            UPDATE heatmap.figure SET incidents = incidents + 1 WHERE area = '0102' AND theme = 'brann';
            UPDATE heatmap.figure SET rate_low = rate_low * 1.000001 WHERE area = '0203' AND theme = 'forsopling';
            ALTER TABLE heatmap.figure ENABLE TRIGGER USER;
            """);

        var report = await database.VerifyAsync();

        Assert.False(report.SealHolds);
        Assert.Equal(["figure: is not what was frozen", "figure delbydel 0102 brann: incidents", "figure delbydel 0203 forsopling: rate_low"], report.Differences);
    }

    [PostgisFact]
    public async Task A_freeze_whose_own_row_was_changed_is_found()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            ALTER TABLE heatmap.frozen DISABLE TRIGGER USER;
            UPDATE heatmap.frozen SET program_version = 'other';
            ALTER TABLE heatmap.frozen ENABLE TRIGGER USER;
            """);

        Assert.Equal(["frozen: is not what was frozen"], (await database.VerifyAsync()).Differences);
    }

    [PostgisFact]
    public async Task A_changed_raw_incident_is_found_by_measuring_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync("UPDATE incident.incident SET incidents = incidents + 1 WHERE (delivery_id, line) = (SELECT delivery_id, line FROM incident.placement WHERE delbydel = '0301' LIMIT 1)");

        var report = await database.VerifyAsync();

        Assert.True(report.SealHolds);
        Assert.Contains(report.Differences, difference => difference.StartsWith("figure delbydel 0301 total: incidents", StringComparison.Ordinal));
        Assert.All(report.Differences, difference => Assert.False(difference.StartsWith("figure delbydel 0102", StringComparison.Ordinal), difference));
    }

    [PostgisFact]
    public async Task After_a_withdrawal_the_frozen_figures_stay_and_their_seal_can_still_be_checked()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        var before = await database.ScalarAsync<string>(Everything);
        await Withdrawal.RunAsync(database.Owner, await database.ScalarAsync<int>("SELECT min(delivery_id) FROM ledger.delivery"), dryRun: false, DateTimeOffset.UnixEpoch, default);

        var report = await database.VerifyAsync();

        Assert.Equal(before, await database.ScalarAsync<string>(Everything));
        Assert.Equal((true, false, null), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Contains("withdrawn or replaced (1)", report.NotRecomputed, StringComparison.Ordinal);
        Assert.Equal(2, (await database.MeasureAsync()).Version);
    }

    [PostgisFact]
    public async Task After_retention_the_seal_is_what_can_be_verified()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE source = 'brann';
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2023, 36, now(), 'test', 1, 1);
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, false), (report.Holds, report.SealHolds, report.Recomputed));
        Assert.Contains("retention", report.NotRecomputed, StringComparison.Ordinal);
    }

    [PostgisTheory]
    [InlineData("UPDATE geo.population SET residents = residents + 1", "population")]
    [InlineData("DELETE FROM geo.population", "population")]
    [InlineData("INSERT INTO heatmap.series_break VALUES ('source', 'brann', 2023, 'r', now(), 'x')", "breaks")]
    [InlineData("INSERT INTO heatmap.coverage_decision VALUES ('brann', 2023, false, 'r', now(), 'x'); DELETE FROM geo.population", "decisions population")]
    public async Task What_has_changed_since_is_taken_as_it_was_bound_and_stays_as_it_is_now(string change, string putBack)
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(change);
        const string now = "SELECT md5(string_agg(p::text, ';' ORDER BY code)) FROM geo.population p UNION ALL SELECT source FROM heatmap.coverage_decision UNION ALL SELECT name FROM heatmap.series_break";
        var before = await database.RowsAsync(now);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, null), (report.Holds, report.Recomputed, report.SameBits, report.NotRecomputed));
        Assert.Equal(putBack, string.Join(' ', report.PutBack));
        Assert.Equal(before, await database.RowsAsync(now));
    }

    [PostgisFact]
    public async Task A_bound_population_figure_that_was_changed_is_found()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            DELETE FROM geo.population;
            ALTER TABLE heatmap.bound_population DISABLE TRIGGER USER;
            UPDATE heatmap.bound_population SET residents = residents + 1 WHERE code = '0102';
            ALTER TABLE heatmap.bound_population ENABLE TRIGGER USER;
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((false, false), (report.Holds, report.SealHolds));
        Assert.Equal("bound_population: is not what was frozen", report.Differences[0]);
    }

    [PostgisFact]
    public async Task After_new_boundaries_a_frozen_year_is_measured_again_in_its_own_and_incidents_stay_where_they_are_placed_now()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.AddAreasAsync();
        await database.ExecuteAsync( // the border between 0102 and 0103 moves by 600 m
            """
            UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(602000, 6641000, 603600, 6642000, 25832)) WHERE code = '0102' AND vintage_id = geo.vintage_for('delbydel', 2023);
            UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(603600, 6641000, 604000, 6642000, 25832)) WHERE code = '0103' AND vintage_id = geo.vintage_for('delbydel', 2023);
            """);
        Assert.True(await PlaceAnewAsync(database) > 0);
        const string placed = "SELECT place_vintage, place_delbydel, sum(incidents)::int FROM incident.incident GROUP BY 1, 2 ORDER BY 1, 2";
        var before = await database.RowsAsync(placed);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, null), (report.Holds, report.Recomputed, report.SameBits, report.NotRecomputed));
        Assert.Equal(["boundaries"], report.PutBack);
        Assert.Equal(before, await database.RowsAsync(placed));
        Assert.Equal(2, (await database.MeasureAsync()).Version);
        Assert.NotEqual(
            await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE version = 1 AND area = '0102' AND theme = 'total'"),
            await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE version = 2 AND area = '0102' AND theme = 'total'"));
    }

    /// <summary>The verification waits in its transaction, for what changes the rows that it is about to put back.</summary>
    [PostgisFact]
    public async Task Boundaries_that_are_exchanged_while_a_year_is_verified_do_not_end_it()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.AddAreasAsync();
        await PlaceAnewAsync(database);
        await using var other = await database.Owner.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await PlacementLock.TakeAsync(other, default);

        var verifying = database.VerifyAsync();
        while (!verifying.IsCompleted && await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
            await Task.Delay(50);
        Assert.False(verifying.IsCompleted);
        await using (var command = new NpgsqlCommand("UPDATE incident.incident SET place_method = place_method", other))
            await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        var report = await verifying;

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
    }

    [PostgisFact]
    public async Task Real_boundaries_after_approximate_ones_leave_the_frozen_year_repeatable()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.vintage SET approximate = true");
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.AddAreasAsync(vintageYear: 2024); // of a later year, and yet they retire the approximate ones
        await PlaceAnewAsync(database);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["boundaries"], report.PutBack);
    }

    [PostgisFact]
    public async Task After_another_taxonomy_a_frozen_year_is_measured_again_with_its_own()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            UPDATE incident.category SET severity = severity + 3, theme = 'ro-og-orden' WHERE category = 'trygghet.theft';
            INSERT INTO incident.category (category, theme, name_nb, name_en, severity) VALUES ('brann.new', 'brann', 'n', 'n', 1);
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["taxonomy"], report.PutBack);
        Assert.Equal(["ro-og-orden"], await database.RowsAsync("SELECT theme FROM incident.category WHERE category = 'trygghet.theft'"));
    }

    [PostgisFact]
    public async Task A_taxonomy_that_was_not_kept_is_told_and_nothing_is_measured_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync("DELETE FROM heatmap.bound_content; UPDATE incident.category SET severity = severity + 3 WHERE category = 'trygghet.theft'");

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, false, null), (report.Holds, report.SealHolds, report.Recomputed, report.SameBits));
        Assert.Contains("taxonomy", report.NotRecomputed, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task The_taxonomy_and_the_table_of_changed_areas_are_kept_once()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.DeliverOneAsync("brann", "brann.building", "0102", 1, seed: 5);
        await database.MeasureAsync();

        Assert.Equal(["2 2"], await database.RowsAsync("SELECT (SELECT count(*) FROM heatmap.measurement), (SELECT count(*) FROM heatmap.bound_content)"));
    }

    [PostgisFact]
    public async Task A_year_of_a_program_that_worded_the_gates_findings_otherwise_is_measured_again_and_holds()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, "0.1.0", """UPDATE heatmap.gate SET findings = '[{"kind": "placed", "refuses": false, "text": "As it was said then."}]'""");

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, null), (report.Holds, report.Recomputed, report.SameBits, report.NotRecomputed));
        await database.ExecuteAsync("ALTER TABLE heatmap.gate DISABLE TRIGGER USER; UPDATE heatmap.gate SET findings = '[]'");
        Assert.Equal(["gate: is not what was frozen"], (await database.VerifyAsync()).Differences);
    }

    /// <summary>Five kinds of figures that a program of before computed otherwise, one of them a whole row.</summary>
    private const string Otherwise =
        """
        UPDATE heatmap.figure SET change_p = 0.5, change_class = 'up' WHERE area IN ('0102', '0203') AND theme = 'brann';
        UPDATE heatmap.comparison SET gi_z = gi_z + 1e-6 WHERE area = '0301' AND theme = 'trygghet';
        UPDATE heatmap.gate SET outcome = 'warned' WHERE source = 'brann';
        DELETE FROM heatmap.index_value WHERE area = '0102';
        """;

    [PostgisFact]
    public async Task What_another_version_of_the_program_computed_otherwise_is_told_as_that_and_accuses_nobody()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, "0.1.0", Otherwise);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, false, false), (report.Holds, report.SealHolds, report.Recomputed, report.Same, report.SameBits));
        Assert.Empty(report.Differences);
        Assert.Equal(("0.1.0", Measurement.ProgramVersion), (report.MeasuredBy, report.VerifiedBy));
        Assert.Equal(
            ["comparison gi_z 1", "figure change_class 2", "figure change_p 2", "gate outcome 1", "index_value  1"],
            report.ComputedOtherwise.Select(one => $"{one.Table} {one.Column} {one.Figures}").Order(StringComparer.Ordinal));

        using var program = new InstalledProgram();
        var told = (await program.RunAsync(database, "measure", "verify", "2023")).Demand(0);
        Assert.StartsWith("2023, version 1: seal unbroken; measured again: the counts are the same, and this version of the program computes 7 figures otherwise.", told.Output, StringComparison.Ordinal);
        Assert.Contains("figure: change_class 2, change_p 2", told.Output, StringComparison.Ordinal);
        Assert.Contains("index_value: rows that one of them lacks 1", told.Output, StringComparison.Ordinal);
        var json = (await program.RunAsync(database, "measure", "verify", "2023", "--json")).Demand(0).Json;
        Assert.Equal((true, false, "0.1.0"), (json.GetProperty("recomputed").GetBoolean(), json.GetProperty("same").GetBoolean(), json.GetProperty("measured_by").GetString()));
        Assert.Equal(5, json.GetProperty("computed_otherwise").GetArrayLength());
    }

    [PostgisFact]
    public async Task The_same_version_of_the_program_computes_every_figure_as_it_did()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, Measurement.ProgramVersion, Otherwise);

        var report = await database.VerifyAsync();

        Assert.Equal((false, true, false), (report.Holds, report.SealHolds, report.Same));
        Assert.Empty(report.ComputedOtherwise);
        Assert.Equal(
            ["comparison delbydel 0301 trygghet: gi_z", "figure delbydel 0102 brann: change_class, change_p", "figure delbydel 0203 brann: change_class, change_p", "gate brann: outcome", "index_value 0102: is computed, and not kept"],
            report.Differences.Order(StringComparer.Ordinal));
    }

    [PostgisFact]
    public async Task Counts_that_differ_are_found_whatever_version_of_the_program_counted()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, "0.1.0", Otherwise);
        await database.ExecuteAsync("UPDATE incident.incident SET incidents = incidents + 1 WHERE (delivery_id, line) = (SELECT delivery_id, line FROM incident.placement WHERE delbydel = '0301' LIMIT 1)");

        var report = await database.VerifyAsync();

        Assert.Equal((false, true, false), (report.Holds, report.SealHolds, report.Same));
        Assert.Contains("figure delbydel 0301 total: incidents", report.Differences);
        Assert.All(report.Differences, difference => Assert.EndsWith(": incidents", difference, StringComparison.Ordinal));
        Assert.Contains(new ComputedOtherwise("gate", "outcome", 1), report.ComputedOtherwise);
    }

    [PostgisFact]
    public async Task A_broken_seal_accuses_whatever_version_of_the_program_froze()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, "0.1.0", "");
        await database.ExecuteAsync("ALTER TABLE heatmap.figure DISABLE TRIGGER USER; UPDATE heatmap.figure SET rate_low = rate_low * 1.000001 WHERE area = '0203' AND theme = 'forsopling'");

        var report = await database.VerifyAsync();

        Assert.Equal((false, false, false), (report.Holds, report.SealHolds, report.Same));
        Assert.Equal(["figure: is not what was frozen", "figure delbydel 0203 forsopling: rate_low"], report.Differences);
        Assert.Empty(report.ComputedOtherwise);
    }

    /// <summary>Freezes the first version as if a program of that version had measured it.</summary>
    private static async Task FreezeAsOfAsync(TestDatabase database, string program, string change)
    {
        await database.ExecuteAsync($"UPDATE heatmap.measurement SET program_version = '{program}', inputs = jsonb_set(inputs, '{{program}}', '\"{program}\"'); {change}");
        await using var connection = await database.Owner.OpenConnectionAsync();
        await FreezeStore.AddAsync(connection, SmallCity.Year, version: 1, reason: null, DateTimeOffset.UnixEpoch, "test", default);
    }

    private static async Task<int> PlaceAnewAsync(TestDatabase database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var placed = await Replacement.RunAsync(connection, all: true, default);
        await transaction.CommitAsync();
        return placed;
    }
}
