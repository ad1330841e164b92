using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Verifying a year that another version of the program measured and froze.</summary>
[Collection("postgis")]
public class VerificationAcrossProgramsTests(PostgisCluster cluster)
{
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
    public async Task An_outcome_of_the_gate_that_differs_is_found_also_where_another_program_measured()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await FreezeAsOfAsync(database, "0.1.0", "UPDATE heatmap.gate SET outcome = 'warned' WHERE source = 'brann'");

        Assert.Equal(["gate brann: outcome"], (await database.VerifyAsync()).Differences);
    }

    [PostgisTheory]
    [InlineData(true, "another version of the program shared out")]
    [InlineData(false, null)]
    public async Task Earlier_years_that_another_program_shared_out_on_changed_areas_are_not_measured_again(bool another, string? why)
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        var table = CodeChanges.Parse("from_code;to_code;from_year;share;reason\n0101;0102;2023;0.5;split\n0101;0103;2023;0.5;split\n", "changes");
        await FreezeAsOfAsync(database, another ? "0.1.0" : Measurement.ProgramVersion,
            $"INSERT INTO heatmap.bound_content VALUES ('{table.Sha256}', '{table.Text}'); UPDATE heatmap.measurement SET inputs = jsonb_set(inputs, '{{code_changes}}', '\"{table.Sha256}\"')");

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, why is null), (report.Holds, report.SealHolds, report.Recomputed));
        Assert.Equal(why, report.NotRecomputed?[..(why?.Length ?? 0)]);
    }

    /// <summary>Freezes the first version as if a program of that version had measured it.</summary>
    private static async Task FreezeAsOfAsync(TestDatabase database, string program, string change)
    {
        await database.ExecuteAsync($"UPDATE heatmap.measurement SET program_version = '{program}', inputs = jsonb_set(inputs, '{{program}}', '\"{program}\"'); {change}");
        await using var connection = await database.Owner.OpenConnectionAsync();
        await FreezeStore.AddAsync(connection, SmallCity.Year, version: 1, reason: null, DateTimeOffset.UnixEpoch, "test", default);
    }
}
