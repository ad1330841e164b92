using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public class DemoTests(DemoCity city)
{
    private const string State =
        """
        SELECT 'release', year, version, provisional, cells, suppressed FROM published.release
        UNION ALL SELECT 'measured', year, version, measured_at IS NULL, 0, 0 FROM heatmap.measurement
        UNION ALL SELECT 'delivery', delivery_id, rows_accepted, false, rows_rejected, 0 FROM ledger.delivery WHERE withdrawn_at IS NULL
        UNION ALL SELECT 'vintage', vintage_id, year, superseded_at IS NULL, features, 0 FROM geo.vintage
        UNION ALL SELECT 'incidents', 0, 0, false, count(*), sum(incidents) FROM incident.incident
        UNION ALL SELECT 'population', 0, 0, false, count(*), sum(residents) FROM geo.population
        ORDER BY 1, 2
        """;

    [PostgisFact]
    public async Task Five_years_are_out_as_provisional_and_approximate() => Assert.Equal(
        ["2020|1|True|True|684", "2021|1|True|True|684", "2022|1|True|True|684", "2023|1|True|True|684", "2024|1|True|True|684"],
        await city.RowsAsync("SELECT year, version, provisional, approximate, cells FROM published.current ORDER BY 1"));

    [PostgisFact]
    public async Task A_second_time_changes_nothing()
    {
        const string measured = "SELECT year, measured_at, inputs FROM heatmap.measurement ORDER BY 1";
        var (state, times) = (await city.RowsAsync(State), await city.RowsAsync(measured));

        var again = await CliProcess.RunAsync(city.Home, "demo", "--no-serve");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(state, await city.RowsAsync(State));
        Assert.Equal(times, await city.RowsAsync(measured));
    }

    [PostgisFact]
    public async Task A_year_without_incidents_is_refused_by_the_command_line_without_a_stack_trace()
    {
        var refused = await CliProcess.RunAsync(city.Home, "measure", "2019", "--json");

        Assert.Equal((13, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("BOM-601 year 2019: ", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [PostgisFact]
    public async Task With_a_delivery_of_somebody_else_it_refuses_and_says_what_to_do()
    {
        var file = Path.Combine(city.Home, "real.csv");
        await File.WriteAllTextAsync(file, "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status\nREAL-1;03.02.2023 10:00;Full container;;;598873,60;6645482,40;\n");
        var import = await CliProcess.RunAsync(city.Home, "import", "renovasjon", file, "--json");
        var id = (await city.RowsAsync("SELECT max(delivery_id) FROM ledger.delivery"))[0];
        try
        {
            var refused = await CliProcess.RunAsync(city.Home, "demo", "--no-serve");

            Assert.Equal(0, import.ExitCode);
            Assert.Equal(13, refused.ExitCode);
            Assert.StartsWith("BOM-605 demo: ", refused.Error, StringComparison.Ordinal);
            Assert.Contains("BOMILJO_HOME", refused.Error, StringComparison.Ordinal);
            Assert.Empty(refused.Output);
        }
        finally
        {
            await CliProcess.RunAsync(city.Home, "delivery", "withdraw", id);
        }
    }

    [PostgisFact]
    public async Task What_is_published_for_a_delbydel_equals_a_count_over_the_generated_files()
    {
        foreach (var year in new[] { 2020, 2023 })
        {
            var delbydel = (await city.RowsAsync(
                $"SELECT area FROM published.figure WHERE year = {year} AND level = 'delbydel' GROUP BY area HAVING NOT bool_or(suppressed) AND min(count) > 4 ORDER BY sum(count) DESC LIMIT 1"))[0];
            var counted = await new FileCount(city).CountAsync(year, delbydel);

            Assert.Equal(
                counted.Append(("total", counted.Sum(theme => theme.Incidents))).OrderBy(theme => theme.Item1, StringComparer.Ordinal).Select(theme => $"{theme.Item1}|{theme.Item2}"),
                await city.RowsAsync($"SELECT theme, count FROM published.figure WHERE year = {year} AND level = 'delbydel' AND area = '{delbydel}' ORDER BY theme"));
        }
    }
}
