using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>
/// A source that delivers by area code and goes on naming the areas from before: from 2023 on 0102 is split into 0105 and 0106, and 0103 and
/// 0104 are merged into 0107; 0201 stays. End to end by the command line.
/// </summary>
[Collection("postgis")]
public sealed class OldAreaTests(PostgisCluster cluster) : IDisposable
{
    private const string Split = "0102;0105;2023;0.25;split\n0102;0106;2023;0.75;split\n";
    private const string Merged = "0103;0107;2023;1;merged\n0104;0107;2023;1;merged\n";

    private const string Header = "from_code;to_code;from_year;share;reason\n";
    private static readonly string[] AllCategories = ["Voldshendelse", "Tyveri", "Innbrudd", "Ro og orden", "Skadeverk"];

    private const string OldAreas = "2 rows name areas that the year's boundaries do not have: 0102.";

    private readonly TempFolder _folder = new();
    private readonly InstalledProgram _program = new();

    public void Dispose()
    {
        _folder.Dispose();
        _program.Dispose();
    }

    [PostgisFact]
    public async Task Codes_of_merged_areas_are_carried_over_and_those_of_a_split_refuse_the_year_whatever_anybody_decides()
    {
        await using var database = await NewCityAsync(Split + Merged);
        await RunAsync(database, "import", "politi", Deliver(2023, "0102", "0103", "0104", "0201"));

        Assert.Equal(["- unplaced 8", "0107 placed 168", "0201 placed 168"], await PlacedAsync(database, 2023));
        var refused = await _program.RunAsync(database, "measure", "2023");
        refused.DemandProblem(13, "BOM-620", OldAreas);
        refused.DemandProblem(13, "BOM-620", "withdraw");

        var counted = await _program.RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "The police go on with the old areas this year.");
        counted.DemandProblem(13, "BOM-692", OldAreas);
        counted.DemandProblem(13, "BOM-692", "withdraw");
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.coverage_decision"));

        await RunAsync(database, "delivery", "withdraw", "2");
        await RunAsync(database, "import", "politi", Deliver(2023, "0105", "0106", "0107", "0201"));
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["entered"], await OutcomesAsync(database));
    }

    [PostgisFact]
    public async Task What_is_in_before_the_boundaries_and_the_table_is_placed_when_each_of_them_comes()
    {
        await using var database = await NewCityAsync(Split, isSplitIn: false);
        await RunAsync(database, "import", "politi", Deliver(2023, "0103", "0104", "0201"));
        Assert.Equal(["0103 placed 84", "0104 placed 84", "0201 placed 168"], await PlacedAsync(database, 2023));

        await ImportNewBoundariesAsync(database);
        Assert.Equal(["- unplaced 168", "0201 placed 168"], await PlacedAsync(database, 2023));
        (await _program.RunAsync(database, "measure", "2023")).DemandProblem(13, "BOM-620", "do not have: 0103, 0104.");

        await WriteTableAsync(Split + Merged);
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["0107 placed 168", "0201 placed 168"], await PlacedAsync(database, 2023));
        Assert.Equal(["0107 1 no-change", "0201 1 no-change"], (await ChangesAsync(database)).Where(row => row[..4] is "0107" or "0201"));

        await RunAsync(database, "measure", "freeze", "2023");
        await WriteTableAsync(Split + Merged.Replace("0104;0107", "0104;0201", StringComparison.Ordinal));
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["0107 placed 84", "0201 placed 252"], await PlacedAsync(database, 2023));
        var verified = (await RunAsync(database, "measure", "verify", "2023", "--version", "1", "--json")).Json;
        Assert.Equal((true, true), (verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").GetBoolean()));
    }

    [PostgisFact]
    public async Task After_a_year_that_was_counted_with_old_areas_no_change_of_their_heirs_is_told()
    {
        await using var database = await NewCityAsync(Split + Merged);
        await RunAsync(database, "import", "politi", Deliver(2023, "0102", "0103", "0104", "0201"));
        await RunAsync(database, "import", "politi", Deliver(2024, "0105", "0106", "0107", "0201"));
        await CountAsBeforeAsync(database, OldAreas);
        await RunAsync(database, "measure", "2023");

        await RunAsync(database, "measure", "2024");

        Assert.Equal(["01 boundary-change", "0105 boundary-change", "0106 boundary-change", "0107 no-change", "02 no-change", "0201 no-change"], await ClassesAsync(database, "heatmap", 2024));
        Assert.All((await ClassesAsync(database, "published", 2024)).Where(row => row.Split(' ')[0] is "01" or "0105" or "0106"), row => Assert.EndsWith(" boundary-change", row, StringComparison.Ordinal));
        await RunAsync(database, "measure", "freeze", "2024");
        Assert.Equal((true, true), await VerifyAsync(database, 2024));

        // As if another version of the program had measured and frozen it: it is measured again all the same.
        await database.ExecuteAsync("UPDATE heatmap.measurement SET program_version = '0.9', inputs = jsonb_set(inputs, '{program}', '\"0.9\"') WHERE year = 2023");
        await using (var connection = await database.Owner.OpenConnectionAsync())
            await FreezeStore.AddAsync(connection, 2023, version: 1, reason: null, DateTimeOffset.UnixEpoch, "test", default);
        Assert.Equal((true, true), await VerifyAsync(database, 2023));
    }

    [PostgisFact]
    public async Task After_the_rows_of_such_a_year_are_deleted_no_change_of_the_heirs_is_told_either()
    {
        await using var database = await NewCityAsync(Split + Merged);
        await RunAsync(database, "import", "politi", Deliver(2023, "0102", "0103", "0104", "0201"));
        await RunAsync(database, "import", "politi", Deliver(2024, "0105", "0106", "0107", "0201"));
        await CountAsBeforeAsync(database, OldAreas);
        await RunAsync(database, "measure", "2023");
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE occurred_year = 2023;
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('politi', 2023, 36, now(), 'test', 1, 1);
            """);

        await RunAsync(database, "measure", "2024");

        Assert.Equal(["01 boundary-change", "0105 boundary-change", "0106 boundary-change", "0107 no-change", "02 no-change", "0201 no-change"], await ClassesAsync(database, "heatmap", 2024));
    }

    [PostgisFact]
    public async Task A_source_that_names_old_areas_alone_leaves_its_theme_incomplete_though_another_tells_of_it()
    {
        await using var database = await NewCityAsync(Split + Merged);
        await RunAsync(database, "delivery", "withdraw", "1");
        await RunAsync(database, "import", "politi", Rows("politi-2023.csv", [.. Months(2023, "0102", "Tyveri").Take(2), .. Months(2023, "0201", "Skadeverk"), .. Months(2023, "0201", "Ro og orden")]));
        foreach (var year in new[] { 2022, 2023 })
            await database.DeliverAsync("brann", ["trygghet.violence"], below: 6, seed: year - 2000, year);

        await CountAsBeforeAsync(database, OldAreas);
        await RunAsync(database, "measure", "2023");

        Assert.Equal(["0105 boundary-change", "0106 boundary-change"], (await ClassesAsync(database, "heatmap", 2023)).Where(row => row[..4] is "0105" or "0106"));
    }

    [PostgisTheory]
    [InlineData("0107", "0107")]
    [InlineData("0105", "0105 0106")]
    [InlineData("0105 0106 0107", "0105 0106 0107")]
    public async Task No_change_is_told_from_a_year_that_names_areas_of_after_it(string named, string lacking)
    {
        await using var database = await NewCityAsync(Split + Merged);
        await RunAsync(database, "delivery", "withdraw", "1");
        await RunAsync(database, "import", "politi", Rows("politi-2022.csv",
            [.. named.Split(' ').Select(code => $"2022-01;{code};Tyveri;90"), .. from code in new[] { "0102", "0103", "0104", "0201" } from category in AllCategories from row in Months(2022, code, category) select row]));
        await RunAsync(database, "import", "politi", Rows("politi-2023.csv", [.. from code in new[] { "0105", "0106", "0107", "0201" } from category in AllCategories from row in Months(2023, code, category) select row]));

        await RunAsync(database, "measure", "2023");

        string[] expected = [.. lacking.Split(' ').Append("01")];
        Assert.All(await ClassesAsync(database, "heatmap", 2023), row => Assert.Equal(expected.Contains(row.Split(' ')[0]), row.EndsWith(" boundary-change", StringComparison.Ordinal)));
        Assert.Equal(expected.Length, (await ClassesAsync(database, "heatmap", 2023)).Count(row => row.EndsWith(" boundary-change", StringComparison.Ordinal)));
        (await _program.RunAsync(database, "measure", "2022")).DemandProblem(13, "BOM-620", "that the year's boundaries do not have: " + named.Replace(" ", ", ", StringComparison.Ordinal));
        (await _program.RunAsync(database, "measure", "2022", "--override", "politi", "--reason", "One row only.")).DemandProblem(13, "BOM-692", named[..4]);
    }

    [PostgisFact]
    public async Task A_code_whose_area_nobody_knows_counts_as_unplaced_and_can_be_decided_about()
    {
        await using var database = await NewCityAsync(Split + Merged + "0101;;;;successor not known\n");
        string[] placed = [.. from code in new[] { "0105", "0106", "0107", "0201" } from row in Months(2023, code, "Tyveri") select row, .. Months(2023, "0201", "Voldshendelse")];
        await RunAsync(database, "import", "politi", Rows("one.csv", [.. placed, "2023-03;0101;Tyveri;1"]));
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["entered"], await OutcomesAsync(database));

        await RunAsync(database, "delivery", "withdraw", "2");
        await RunAsync(database, "import", "politi", Rows("many.csv", [.. placed, .. Months(2023, "0101", "Tyveri").Take(8)]));
        (await _program.RunAsync(database, "measure", "2023")).DemandProblem(13, "BOM-620", "88.2 % of its 68 rows are placed");
        await RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "Some rows only.");
        Assert.Equal(["overridden"], await OutcomesAsync(database));
    }

    [PostgisFact]
    public async Task A_decision_is_made_about_what_the_table_of_changed_areas_places_now()
    {
        await using var database = await NewCityAsync(Split);
        await RunAsync(database, "import", "politi", Rows("eight-months.csv", [.. from code in new[] { "0103", "0104", "0105", "0106", "0201" } from row in Months(2023, code, "Tyveri").Take(8) select row]));
        (await _program.RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "The rest comes later.")).DemandProblem(13, "BOM-692", "share 1");
        await WriteTableAsync(Split + Merged);

        await RunAsync(database, "measure", "2023", "--override", "politi", "--reason", "The rest comes later.");

        Assert.Equal(["overridden"], await OutcomesAsync(database));
    }

    [PostgisFact]
    public async Task A_line_of_the_table_that_tells_of_an_earlier_year_alone_is_taken_up_by_a_later_measurement()
    {
        await using var database = await NewCityAsync(Split);
        await RunAsync(database, "import", "politi", Deliver(2023, "0103", "0105", "0106", "0201"));
        await RunAsync(database, "import", "politi", Deliver(2024, "0105", "0106", "0107", "0201"));
        await WriteTableAsync(Split + Merged);

        await RunAsync(database, "measure", "2024");

        Assert.Equal(["0105 placed 8", "0106 placed 8", "0107 placed 84", "0201 placed 168"], await PlacedAsync(database, 2023));
        Assert.Equal(["no-change"], await database.RowsAsync("SELECT change_class FROM heatmap.figure WHERE year = 2024 AND area = '0107' AND theme = 'trygghet'"));
    }

    [PostgisFact]
    public async Task What_was_published_of_an_area_before_it_took_over_another_is_not_compared_with_what_is_published_after()
    {
        await using var database = await NewCityAsync(Split + "0103;0107;2023;1;merged\n0104;0201;2023;1;merged\n");
        await RunAsync(database, "import", "politi", Deliver(2023, "0103", "0104", "0105", "0106", "0201"));
        await RunAsync(database, "import", "politi", Deliver(2024, "0105", "0106", "0107", "0201"));

        await RunAsync(database, "measure", "2022-2024");

        Assert.Equal(["01 no-change 2022", "0107 no-change 2022", "02 no-change 2022", "0201 no-change 2022"], await database.RowsAsync(
            "SELECT area, change_class, restated_until FROM heatmap.figure WHERE year = 2023 AND level <> 'by' AND area NOT IN ('0105', '0106') AND theme = 'trygghet' ORDER BY area"));
        Assert.Equal(["01 100 - boundary-change", "0105 8 - boundary-change", "0106 8 - boundary-change", "0107 84 - boundary-change", "02 252 - boundary-change", "0201 252 - boundary-change", "0301 352 1.023 no-change"], await PublishedAsync(database, 2023));
        Assert.Equal(["01 100 1 no-change", "0105 8 1 no-change", "0106 8 1 no-change", "0107 84 1 no-change", "02 168 0.667 down", "0201 168 0.667 down", "0301 268 0.761 down"], await PublishedAsync(database, 2024));
    }

    [PostgisFact]
    public async Task A_frozen_year_that_names_an_area_of_boundaries_which_come_later_is_the_same_when_measured_again()
    {
        await using var database = await NewCityAsync("", isSplitIn: false, unknown: "2022-01;0105;Tyveri;7\n");
        await RunAsync(database, "measure", "2022");
        await RunAsync(database, "measure", "freeze", "2022");

        await ImportNewBoundariesAsync(database);

        Assert.Equal((true, true), await VerifyAsync(database, 2022));
        Assert.True((await RunAsync(database, "measure", "2022", "--json")).Json.GetProperty("years")[0].GetProperty("unchanged").GetBoolean());
        // In a series that looks back from 2023 on, the same boundaries do tell what 0105 is.
        await RunAsync(database, "import", "politi", Deliver(2023, "0105", "0106", "0107", "0201"));
        await RunAsync(database, "measure", "2023");
        Assert.Equal((true, true), await VerifyAsync(database, 2022));
    }

    [PostgisFact]
    public async Task A_border_that_moves_inside_a_bydel_leaves_the_bydel_and_the_city_comparable()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddPopulationAsync(2022);
        await database.DeliverAsync("politi", SmallCity.Police, below: 6, seed: 14, year: 2022);
        await database.AddAreasAsync(2023);
        await database.ExecuteAsync(
            """
            UPDATE geo.area SET geom = ST_Multi(CASE code WHEN '0102' THEN ST_MakeEnvelope(602000, 6641000, 602850, 6642000, 25832) ELSE ST_MakeEnvelope(602850, 6641000, 604000, 6642000, 25832) END)
            WHERE code IN ('0102', '0103') AND vintage_id IN (SELECT vintage_id FROM geo.vintage WHERE year = 2023);
            UPDATE incident.incident SET place_vintage = geo.vintage_for('delbydel', 2023) WHERE occurred_year = 2023;
            """);

        await database.MeasureAsync();

        Assert.Equal(["0102", "0103"], await database.RowsAsync("SELECT area FROM heatmap.figure WHERE year = 2023 AND theme = 'trygghet' AND change_class = 'boundary-change' ORDER BY level, area"));
        Assert.Equal(["01", "02", "03", "0301"], await database.RowsAsync("SELECT area FROM heatmap.figure WHERE year = 2023 AND theme = 'trygghet' AND level <> 'delbydel' AND change IS NOT NULL ORDER BY area"));

        // The same border, and a part of the city given away at the outer edge of 0104.
        await database.ExecuteAsync("UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(604000, 6641000, 604500, 6642000, 25832)) WHERE code = '0104' AND vintage_id = geo.vintage_for('delbydel', 2023)");
        await database.ExecuteAsync("UPDATE geo.vintage SET sha256 = 'other' WHERE vintage_id = geo.vintage_for('delbydel', 2023)");
        await database.MeasureAsync();
        Assert.Equal(["01", "0102", "0103", "0104", "0301"], await database.RowsAsync("SELECT area FROM heatmap.figure WHERE year = 2023 AND theme = 'trygghet' AND change_class = 'boundary-change' ORDER BY area"));
    }

    /// <summary>With the year 2022 of the police by the areas of then.</summary>
    /// <param name="unknown">Rows of it beside these.</param>
    private async Task<TestDatabase> NewCityAsync(string table, bool isSplitIn = true, string unknown = "")
    {
        var database = await cluster.NewDatabaseAsync();
        await WriteTableAsync(table);
        await RunAsync(database, "geodata", "import", _folder.File("2018.geojson", RealBoundaries.Rectangles(
            ("0102", 602_000, 6_641_000, 604_000, 6_642_000), ("0103", 604_000, 6_641_000, 605_000, 6_642_000), ("0104", 605_000, 6_641_000, 606_000, 6_642_000),
            ("0201", 602_000, 6_642_000, 606_000, 6_643_000))), "--layer", "delbydel", "--vintage", "2018");
        if (isSplitIn)
            await ImportNewBoundariesAsync(database);
        await RunAsync(database, "population", "import", _folder.File("folk.csv",
            "code;year;residents\n0102;2022;4000\n0103;2022;1000\n0104;2022;2000\n0201;2022;1500\n0105;2023;1000\n0106;2023;3000\n0107;2023;3000\n0201;2023;1500\n0105;2024;1000\n0106;2024;3000\n0107;2024;3000\n0201;2024;1500\n"));
        var delivery = Deliver(2022, "0102", "0103", "0104", "0201");
        await File.AppendAllTextAsync(delivery, unknown);
        await RunAsync(database, "import", "politi", delivery);
        return database;
    }

    /// <summary>As if a program that did not look for old areas had let the source in, and a decision stood.</summary>
    private static Task CountAsBeforeAsync(TestDatabase database, params string[] answered) => database.ExecuteAsync(
        $"""
        INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by, answered, deliveries)
        SELECT 'politi', 2023, true, 'The police go on with the old areas this year.', now(), 'test',
               '{JsonSerializer.Serialize(answered).Replace("'", "''", StringComparison.Ordinal)}', array_agg(delivery_id ORDER BY delivery_id)
        FROM ledger.delivery WHERE source = 'politi' AND withdrawn_at IS NULL
          AND delivery_id IN (SELECT delivery_id FROM incident.incident WHERE occurred_year = 2023)
        """);

    private Task WriteTableAsync(string changes) =>
        File.WriteAllTextAsync(Path.Combine(_program.Geodata, "oslo", "code_changes.csv"), Header + changes);

    private Task<CliResult> ImportNewBoundariesAsync(TestDatabase database) => RunAsync(database, "geodata", "import", _folder.File("2023.geojson", RealBoundaries.Rectangles(
        ("0105", 602_000, 6_641_000, 602_500, 6_642_000), ("0106", 602_500, 6_641_000, 604_000, 6_642_000), ("0107", 604_000, 6_641_000, 606_000, 6_642_000),
        ("0201", 602_000, 6_642_000, 606_000, 6_643_000))), "--layer", "delbydel", "--vintage", "2023");

    /// <summary>Seven incidents a month and category; 0201 has two categories, 0102 and its parts come in January and February alone, with four.</summary>
    private string Deliver(int year, params string[] areas) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"politi-{year}-{areas[0]}.csv"),
        "Måned;Delbydel;Kategori;Antall\n" + string.Concat(
            from area in areas
            from month in Enumerable.Range(1, area is "0102" or "0105" or "0106" ? 2 : 12)
            from category in area == "0201" ? new[] { "Voldshendelse", "Tyveri" } : ["Tyveri"]
            select string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00};{area};{category};{(area is "0102" or "0105" or "0106" ? 4 : 7)}\n")));

    private string Rows(string name, params string[] rows) => _folder.File(name, "Måned;Delbydel;Kategori;Antall\n" + string.Concat(rows.Select(row => row + "\n")));

    private static IEnumerable<string> Months(int year, string area, string category) =>
        Enumerable.Range(1, 12).Select(month => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00};{area};{category};4"));

    private static Task<List<string>> OutcomesAsync(TestDatabase database) => database.RowsAsync("SELECT outcome FROM heatmap.gate WHERE year = 2023 AND source = 'politi'");

    private static Task<List<string>> PlacedAsync(TestDatabase database, int year) => database.RowsAsync(string.Create(CultureInfo.InvariantCulture,
        $"SELECT delbydel, outcome, sum(incidents) FROM incident.counted WHERE year = {year} GROUP BY 1, 2 ORDER BY coalesce(delbydel, '')"));

    private static Task<List<string>> ChangesAsync(TestDatabase database) => database.RowsAsync(
        "SELECT area, trim_scale(round(change::numeric, 3)), change_class FROM heatmap.figure WHERE year = 2023 AND version = 1 AND level = 'delbydel' AND theme = 'trygghet' ORDER BY area");

    /// <summary>Of delbydeler and bydeler.</summary>
    private static Task<List<string>> ClassesAsync(TestDatabase database, string schema, int year) => database.RowsAsync(string.Create(CultureInfo.InvariantCulture,
        $"SELECT area, change_class FROM {schema}.figure WHERE year = {year} AND level <> 'by' AND theme = 'trygghet' AND version = (SELECT max(version) FROM heatmap.measurement WHERE year = {year}) ORDER BY area"));

    private static Task<List<string>> PublishedAsync(TestDatabase database, int year) => database.RowsAsync(string.Create(CultureInfo.InvariantCulture,
        $"SELECT area, count, trim_scale(round(change::numeric, 3)), change_class FROM published.figure WHERE year = {year} AND theme = 'trygghet' ORDER BY area"));

    private async Task<(bool Recomputed, bool? SameBits)> VerifyAsync(TestDatabase database, int year)
    {
        var verified = (await RunAsync(database, "measure", "verify", year.ToString(CultureInfo.InvariantCulture), "--json")).Json;
        return (verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").ValueKind == JsonValueKind.Null ? null : verified.GetProperty("same_bits").GetBoolean());
    }

    private async Task<CliResult> RunAsync(TestDatabase database, params string[] arguments) => (await _program.RunAsync(database, arguments)).Demand(0);
}
