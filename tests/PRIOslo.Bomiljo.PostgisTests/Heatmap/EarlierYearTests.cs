using System.Globalization;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Years that are looked back on pass the gate too: no change or trend is told from or to one that lacks months or places. By the command line.</summary>
[Collection("postgis")]
public sealed class EarlierYearTests(PostgisCluster cluster) : IDisposable
{
    private const string FourMonths = "4 of 12 months are covered; 2023-05, 2023-06, 2023-07, 2023-08, 2023-09, 2023-10, 2023-11, 2023-12 are without rows, where the other months have 32 incidents in the mean.";
    private static readonly string[] Areas = ["0101", "0102", "0201", "0202"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgisFact]
    public async Task No_change_is_told_from_a_year_that_the_gate_refuses_and_nobody_has_decided_about()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 4), Deliver(2024, 1, 12));

        var measured = await RunAsync(database, "measure", "2024", "--json");

        var incomplete = Assert.Single(measured.Json.GetProperty("years")[0].GetProperty("incomplete_sources").EnumerateArray());
        Assert.Equal(("politi", 2023, "refused"), (incomplete.GetProperty("source").GetString(), incomplete.GetProperty("year").GetInt32(), incomplete.GetProperty("outcome").GetString()));
        Assert.Equal(FourMonths, Assert.Single(incomplete.GetProperty("findings").EnumerateArray()).GetProperty("text").GetString());
        Assert.Contains($"  politi       2023 lacks months or places, and no decision answers it; no change or trend of its themes is tested from or to it: {FourMonths}",
            (await RunAsync(database, "measure", "2024")).Output, StringComparison.Ordinal);
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024, "total"));
        Assert.Equal(["series-break"], await database.RowsAsync("SELECT DISTINCT change_class FROM published.figure WHERE year = 2024 AND theme = 'trygghet'"));
        Assert.Equal(["politi 2023", "politi 2024"], await database.RowsAsync("SELECT name, break_year FROM published.series_break WHERE year = 2024 ORDER BY 2"));
        Assert.Equal(["months 2024"], await database.RowsAsync("SELECT dispersion_basis, first_year FROM heatmap.theme_result WHERE year = 2024 AND theme = 'trygghet'"));
        (await database.RunAsync("measure", "2023")).DemandProblem(13, "BOM-620", FourMonths);
    }

    [PostgisFact]
    public async Task An_earlier_year_that_has_got_shorter_since_it_was_decided_is_told_as_one_that_no_decision_answers()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 4), Deliver(2024, 1, 12));
        await RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "The rest never comes.");
        await RunAsync(database, "delivery", "withdraw", "2");
        await RunAsync(database, "import", "politi", Deliver(2023, 1, 3));

        var measured = await RunAsync(database, "measure", "2024");

        Assert.Contains("  politi       2023 lacks months or places, and no decision answers it; no change or trend of its themes is tested from or to it: 3 of 12 months are covered",
            measured.Output, StringComparison.Ordinal);
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));
    }

    [PostgisFact]
    public async Task A_year_frozen_after_a_short_one_is_the_same_to_the_last_bit_when_the_short_one_has_been_completed_and_a_new_measurement_compares()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 4), Deliver(2024, 1, 12));
        await RunAsync(database, "measure", "2024");
        await RunAsync(database, "measure", "freeze", "2024");
        await RunAsync(database, "import", "politi", Deliver(2023, 5, 12));

        var verified = (await RunAsync(database, "measure", "verify", "2024", "--json")).Json;
        Assert.Equal((true, true), (verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").GetBoolean()));

        var measured = await RunAsync(database, "measure", "2024", "--json");
        Assert.Equal((2, 0), (measured.Json.GetProperty("years")[0].GetProperty("version").GetInt32(), measured.Json.GetProperty("years")[0].GetProperty("incomplete_sources").GetArrayLength()));
        Assert.Equal(["no-change 3"], await SeriesAsync(database, 2024));
    }

    [PostgisFact]
    public async Task A_short_year_that_is_counted_by_decision_is_compared_with_neither_the_year_before_nor_the_year_after()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 4), Deliver(2024, 1, 12), Deliver(2025, 1, 12));

        var short23 = (await RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "The rest never comes.", "--json")).Json;
        await RunAsync(database, "measure", "2024-2025");

        Assert.Equal("overridden", Assert.Single(short23.GetProperty("years")[0].GetProperty("incomplete_sources").EnumerateArray()).GetProperty("outcome").GetString());
        Assert.Equal(["0101 32", "0102 32", "0201 32", "0202 32"], await database.RowsAsync("SELECT area, incidents FROM heatmap.figure WHERE year = 2023 AND theme = 'trygghet' AND level = 'delbydel' AND area < '1600' ORDER BY 1"));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2023));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));
        Assert.Equal(["no-change 2"], await SeriesAsync(database, 2025));
        Assert.Equal(["2023 2023 overridden", "2024 2023 overridden", "2025 2023 overridden"], await database.RowsAsync("SELECT year, source_year, outcome FROM heatmap.incomplete_source ORDER BY 1"));

        await RunAsync(database, "measure", "freeze", "2023-2024");
        foreach (var year in new[] { "2023", "2024" })
            Assert.True((await RunAsync(database, "measure", "verify", year, "--json")).Json.GetProperty("same_bits").GetBoolean());
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE occurred_year = 2023;
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('politi', 2023, 36, now(), 'test', 1, 1);
            UPDATE heatmap.measurement SET inputs = '{}' WHERE year = 2025;
            """);
        await RunAsync(database, "measure", "2025");
        Assert.Equal(["2023 overridden"], await database.RowsAsync("SELECT source_year, outcome FROM heatmap.incomplete_source WHERE year = 2025"));
        Assert.Equal(["no-change 2"], await SeriesAsync(database, 2025));
        Assert.True((await RunAsync(database, "measure", "verify", "2024", "--json")).Json.GetProperty("same_bits").GetBoolean());
    }

    [PostgisFact]
    public async Task A_year_with_too_few_rows_placed_ends_the_series_and_one_that_is_left_out_is_told_as_before()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 12, "0909"), Deliver(2024, 1, 12));

        await RunAsync(database, "measure", "2024");
        Assert.Equal(["2023 refused 80.0 % of its 60 rows are placed in an area; 95 % are wanted, and below 90 % it is refused."],
            await database.RowsAsync("SELECT source_year, outcome, findings -> 0 ->> 'text' FROM heatmap.incomplete_source"));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));

        await database.ExecuteAsync("INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by) VALUES ('politi', 2023, false, 'Poorly placed.', now(), 'test')");
        await RunAsync(database, "measure", "2024");
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.incomplete_source"));
        Assert.Equal(["no-earlier-year 1"], await SeriesAsync(database, 2024));
    }

    [PostgisFact]
    public async Task A_source_that_begins_breaks_no_series_and_one_that_is_missing_in_between_does()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2023, 1, 12), Deliver(2024, 1, 12));
        foreach (var year in new[] { 2022, 2023, 2024 })
            await database.DeliverAsync("brann", ["brann.building"], below: 6, seed: year - 2000, year);

        await RunAsync(database, "measure", "2024");
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.incomplete_source"));
        Assert.Equal(["no-change 2"], await SeriesAsync(database, 2024));
        Assert.Equal(["3"], await database.RowsAsync("SELECT DISTINCT trend_years FROM heatmap.figure WHERE year = 2024 AND theme = 'brann' AND level = 'by'"));

        // Two sources tell of the theme, and one of them is missing in 2023.
        foreach (var year in new[] { 2022, 2024 })
            await database.DeliverAsync("renovasjon", ["trygghet.violence"], below: 6, seed: year - 1990, year);
        await RunAsync(database, "measure", "2024");
        Assert.Equal(["renovasjon 2023 refused"], await database.RowsAsync("SELECT source, source_year, outcome FROM heatmap.incomplete_source"));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));
        Assert.Equal(["3"], await database.RowsAsync("SELECT DISTINCT trend_years FROM heatmap.figure WHERE year = 2024 AND theme = 'brann' AND level = 'by'"));
    }

    [PostgisFact]
    public async Task A_source_that_is_missing_for_two_years_is_compared_across_none_of_them_and_a_break_does_not_fill_its_gap()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", [.. from year in Enumerable.Range(2021, 5) select Deliver(year, 1, 12)]);
        await database.DeliverAsync("renovasjon", ["trygghet.violence"], below: 9, seed: 31, 2022);
        var last = await database.DeliverAsync("renovasjon", ["trygghet.violence"], below: 9, seed: 32, 2025);

        await RunAsync(database, "measure", "2025");
        Assert.Equal(["renovasjon 2023", "renovasjon 2024"], await database.RowsAsync("SELECT source, source_year FROM heatmap.incomplete_source WHERE year = 2025 ORDER BY 2"));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2025));

        // Missing in 2023 alone, with a break that says why.
        await database.ExecuteAsync($"UPDATE incident.incident SET occurred_year = 2024 WHERE delivery_id = {last}; UPDATE ledger.delivery SET first_day = '2024-01-01', last_day = '2024-12-31' WHERE delivery_id = {last}");
        await RunAsync(database, "measure", "break", "renovasjon", "2023", "--reason", "No agreement.");
        await RunAsync(database, "measure", "2024");
        Assert.Equal(["renovasjon 2023"], await database.RowsAsync("SELECT source, source_year FROM heatmap.incomplete_source WHERE year = 2024"));
        Assert.Equal(["series-break 1"], await SeriesAsync(database, 2024));
    }

    [PostgisFact]
    public async Task The_first_year_of_a_series_is_judged_the_same_before_and_after_its_raw_incidents_are_deleted()
    {
        await using var database = await NewCityAsync();
        foreach (var year in Enumerable.Range(2015, 10))
            await database.DeliverAsync("brann", ["brann.building"], below: 9, seed: year - 2000, year);
        await RunAsync(database, "import", "politi", [.. from year in Enumerable.Range(2014, 11) where year != 2015 select Deliver(year, 1, 12)]);
        await RunAsync(database, "measure", "2015", "--override", "politi", "--reason", "None came this year.");
        await RunAsync(database, "measure", "2024");
        await RunAsync(database, "measure", "freeze", "2015");
        await RunAsync(database, "measure", "freeze", "2024");
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.incomplete_source WHERE year = 2024"));

        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE occurred_year = 2015;
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2015, 36, now(), 'test', 1, 1);
            """);
        var verified = (await RunAsync(database, "measure", "verify", "2024", "--json")).Json;
        Assert.Equal((true, true), (verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").GetBoolean()));
    }

    [PostgisFact]
    public async Task A_small_number_of_rows_without_a_place_makes_no_break_that_would_tell_it()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), DeliverFew(2023, unplaced: 4), Deliver(2024, 1, 12));

        (await database.RunAsync("measure", "2023")).DemandProblem(13, "BOM-620", "85.7 % of its 28 rows are placed");
        await RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "All that there is.");
        await RunAsync(database, "measure", "2024");
        Assert.Equal(["politi –"], await database.RowsAsync("SELECT source, coalesce(placed_percent::text, '–') FROM published.coverage WHERE year = 2023"));
        Assert.Equal(["0 0"], await database.RowsAsync("SELECT (SELECT count(*) FROM published.series_break), (SELECT count(*) FROM published.figure WHERE change_class = 'series-break')"));
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.incomplete_source"));

        // One more is not small.
        await RunAsync(database, "import", "politi", DeliverFew(2021, unplaced: 5));
        await RunAsync(database, "measure", "2024");
        Assert.Equal(["politi 2021", "politi 2022"], await database.RowsAsync("SELECT name, break_year FROM published.series_break WHERE year = 2024 ORDER BY 2"));
    }

    [PostgisFact]
    public async Task A_break_is_not_told_of_a_source_whose_theme_is_hidden_for_the_whole_city()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12), Deliver(2023, 1, 12));
        await database.DeliverAsync("brann", ["brann.building"], below: 9, seed: 5, 2021);
        await database.DeliverOneAsync("brann", "brann.building", "0101", incidents: 3, seed: 6);

        await RunAsync(database, "measure", "2023");
        Assert.Equal(["brann 2022"], await database.RowsAsync("SELECT source, source_year FROM heatmap.incomplete_source WHERE year = 2023"));
        Assert.Equal(["t"], await database.RowsAsync("SELECT CASE WHEN suppressed THEN 't' END FROM published.figure WHERE year = 2023 AND level = 'by' AND theme = 'brann'"));
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM published.series_break WHERE name = 'brann'"));
    }

    [PostgisFact]
    public async Task A_source_that_stays_away_is_refused_in_the_first_year_and_told_of_in_the_next_where_a_reason_can_be_given()
    {
        await using var database = await NewCityAsync();
        await RunAsync(database, "import", "politi", Deliver(2022, 1, 12));
        foreach (var year in new[] { 2022, 2023, 2024 })
            await database.DeliverAsync("brann", ["brann.building"], below: 6, seed: year - 2000, year);

        (await database.RunAsync("measure", "2023")).DemandProblem(13, "BOM-620", "no row of it is in; it had 384 incidents in 2022.");
        Assert.Contains("  politi       warned: no row of it is in, nor of 2023; it had 384 incidents in 2022.", (await RunAsync(database, "measure", "2024")).Output, StringComparison.Ordinal);

        await RunAsync(database, "measure", "2024", "--leave-out", "politi", "--reason", "Nytt system fra 2023.");
        Assert.Equal(["politi Nytt system fra 2023."], await database.RowsAsync("SELECT source, reason FROM published.override WHERE year = 2024"));
    }

    private async Task<TestDatabase> NewCityAsync()
    {
        var database = await cluster.NewDatabaseAsync();
        await database.AddTaxonomyAsync();
        await RunAsync(database, "geodata", "import", _folder.File("2018.geojson", RealBoundaries.Rectangles(
            ("0101", 602_000, 6_641_000, 603_000, 6_642_000), ("0102", 603_000, 6_641_000, 604_000, 6_642_000),
            ("0201", 602_000, 6_642_000, 603_000, 6_643_000), ("0202", 603_000, 6_642_000, 604_000, 6_643_000))), "--layer", "delbydel", "--vintage", "2018");
        await RunAsync(database, "population", "import", _folder.File("folk.csv", "code;year;residents\n" + string.Concat(
            from year in Enumerable.Range(2015, 11) from area in Areas select string.Create(CultureInfo.InvariantCulture, $"{area};{year};1500\n"))));
        return database;
    }

    /// <summary>Eight incidents a month and area, of one theme.</summary>
    private string Deliver(int year, int firstMonth, int lastMonth, params string[] more) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"politi-{year}-{firstMonth}.csv"),
        "Måned;Delbydel;Kategori;Antall\n" + string.Concat(
            from area in Areas.Concat(more)
            from month in Enumerable.Range(firstMonth, lastMonth - firstMonth + 1)
            select string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00};{area};Tyveri;8\n")));

    /// <summary>Two areas with a row a month, and rows of an area that is not there.</summary>
    private string DeliverFew(int year, int unplaced) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"politi-{year}-few.csv"),
        "Måned;Delbydel;Kategori;Antall\n" + string.Concat(
            from row in (from month in Enumerable.Range(1, 12) from area in Areas.Take(2) select (month, area)).Concat(from month in Enumerable.Range(1, unplaced) select (month, area: "0909"))
            select string.Create(CultureInfo.InvariantCulture, $"{year}-{row.month:00};{row.area};Tyveri;8\n")));

    /// <summary>Class of the change, and years of the trend, of all areas.</summary>
    private static Task<List<string>> SeriesAsync(TestDatabase database, int year, string theme = "trygghet") => database.RowsAsync(string.Create(CultureInfo.InvariantCulture,
        $"""
        SELECT DISTINCT change_class, trend_years FROM heatmap.figure
        WHERE year = {year} AND theme = '{theme}' AND version = (SELECT max(version) FROM heatmap.measurement WHERE year = {year})
        """));

    private static Task<CliResult> RunAsync(TestDatabase database, string verb, string source, string[] files) => RunAsync(database, [verb, source, .. files]);

    private static async Task<CliResult> RunAsync(TestDatabase database, params string[] arguments) => (await database.RunAsync(arguments)).Demand(0);
}
