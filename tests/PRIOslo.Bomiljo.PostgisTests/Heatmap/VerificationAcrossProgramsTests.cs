using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Verifying a year that another version of the program measured and froze.</summary>
[Collection("postgis")]
public class VerificationAcrossProgramsTests(PostgisCluster cluster)
{
    /// <summary>Five kinds of figures that a program of before computed otherwise, one of them a whole row.</summary>
    private const string Otherwise =
        """
        UPDATE heatmap.figure SET change_p = 0.5, change_class = 'up' WHERE area IN ('0102', '0203') AND theme = 'brann';
        UPDATE heatmap.comparison SET gi_z = gi_z + 1e-6 WHERE area = '0301' AND theme = 'trygghet';
        UPDATE heatmap.gate SET outcome = 'warned' WHERE source = 'brann';
        DELETE FROM heatmap.index_value WHERE area = '0102';
        """;

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
}
