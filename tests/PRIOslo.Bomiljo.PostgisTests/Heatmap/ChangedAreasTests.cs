using System.Globalization;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>
/// The table of changed areas, end to end by the command line: from 2023 on 0102 is split into 0105 (a quarter) and 0106, and 0103 and 0104 are
/// merged into 0107; 0201 stays.
/// </summary>
[Collection("postgis")]
public sealed class ChangedAreasTests(PostgisCluster cluster) : IDisposable
{
    private const string Table =
        """
        from_code;to_code;from_year;share;reason
        0102;0105;2023;0.25;split
        0102;0106;2023;0.75;split
        0103;0107;2023;1;merged
        0104;0107;2023;1;merged

        """;

    private readonly TempFolder _folder = new();
    private readonly InstalledProgram _program = new();

    public void Dispose()
    {
        _folder.Dispose();
        _program.Dispose();
    }

    [PostgisFact]
    public async Task A_split_and_a_merge_keep_the_series_comparable_and_a_frozen_year_keeps_its_table()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await RunAsync(database, "geodata", "import", Boundaries("2018", ("0102", 602_000, 604_000), ("0103", 604_000, 605_000), ("0104", 605_000, 606_000)), "--layer", "delbydel", "--epsg", "25832", "--vintage", "2018");
        await RunAsync(database, "geodata", "import", Boundaries("2023", ("0105", 602_000, 602_500), ("0106", 602_500, 604_000), ("0107", 604_000, 606_000)), "--layer", "delbydel", "--epsg", "25832", "--vintage", "2023");
        await RunAsync(database, "population", "import", _folder.File("folk.csv",
            "code;year;residents\n0102;2022;4000\n0103;2022;1000\n0104;2022;2000\n0201;2022;1500\n0105;2023;1000\n0106;2023;3000\n0107;2023;3000\n0201;2023;1500\n"));
        await RunAsync(database, "import", "renovasjon", Deliver(2022, (602_250, 120), (603_250, 360), (604_500, 60), (605_500, 90), (0, 100)));
        await RunAsync(database, "import", "renovasjon", Deliver(2023, (602_250, 180), (603_250, 396), (604_500, 60), (605_500, 60), (0, 110)));

        await RunAsync(database, "measure", "2022-2023");
        Assert.Equal(["0105 - boundary-change", "0106 - boundary-change", "0107 - boundary-change", "0201 1.1 no-change"], await ChangesAsync(database, version: 1));

        await File.WriteAllTextAsync(Path.Combine(_program.Geodata, "oslo", "code_changes.csv"), Table);
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["0105 1.5 -", "0106 1.1 -", "0107 0.8 -", "0201 1.1 -"], (await ChangesAsync(database, version: 1)).ConvertAll(row => string.Join(' ', row.Split(' ')[..2]) + " -"));
        Assert.Equal(["0105 2022", "0106 2022", "0107 2022", "0201 -"], await database.RowsAsync("SELECT area, coalesce(restated_until::text, '-') FROM heatmap.figure WHERE year = 2023 AND level = 'delbydel' AND theme = 'forsopling' AND area IN ('0105', '0106', '0107', '0201') ORDER BY area"));
        await RunAsync(database, "measure", "freeze", "2023");

        await File.WriteAllTextAsync(Path.Combine(_program.Geodata, "oslo", "code_changes.csv"), Table.Replace("0104;0107", "0104;0201", StringComparison.Ordinal));
        var verified = (await RunAsync(database, "measure", "verify", "2023", "--json")).Json;
        Assert.Equal(("code_changes", true, true), (Assert.Single(verified.GetProperty("put_back").EnumerateArray()).GetString(), verified.GetProperty("recomputed").GetBoolean(), verified.GetProperty("same_bits").GetBoolean()));
        await RunAsync(database, "measure", "2023");
        Assert.Equal(["0105 1.5", "0106 1.1", "0107 0.666666667", "0201 1.350877193"], (await ChangesAsync(database, version: 2)).ConvertAll(row => string.Join(' ', row.Split(' ')[..2])));

        await File.WriteAllTextAsync(Path.Combine(_program.Geodata, "oslo", "code_changes.csv"), Table.Replace("0.25", "0.5", StringComparison.Ordinal));
        (await _program.RunAsync(database, "measure", "2023")).DemandProblem(10, "BOM-626", "0102");
    }

    private async Task<CliResult> RunAsync(TestDatabase database, params string[] arguments) => (await _program.RunAsync(database, arguments)).Demand(0);

    private static async Task<List<string>> ChangesAsync(TestDatabase database, int version) => await database.RowsAsync(string.Create(CultureInfo.InvariantCulture,
        $"SELECT area, trim_scale(round(change::numeric, 9)), change_class FROM heatmap.figure WHERE year = 2023 AND version = {version} AND level = 'delbydel' AND theme = 'forsopling' ORDER BY area"));

    /// <summary>One row of rectangles, and 0201 above all of them.</summary>
    private string Boundaries(string vintage, params (string Code, int West, int East)[] areas)
    {
        var features = areas.Select(area => Feature(area.Code, area.West, area.East, 6_641_000)).Append(Feature("0201", 602_000, 606_000, 6_642_000));
        return _folder.File($"grenser-{vintage}.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    private static string Feature(string code, int west, int east, int south) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"type":"Feature","properties":{"code":"{{code}}","name":"Area {{code}}"},"geometry":{"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{east}},{{south}}],[{{east}},{{south + 1_000}}],[{{west}},{{south + 1_000}}],[{{west}},{{south}}]]]} }""");

    /// <summary>Rows at points of the lower row; east 0 lies in 0201.</summary>
    private string Deliver(int year, params (int East, int Rows)[] points) => _folder.Write($"renovasjon-{year}.csv", points
        .SelectMany(point => Enumerable.Repeat(point.East, point.Rows))
        .Select((east, number) => WasteFile.Row((year * 10_000) + number, year, east == 0 ? 603_000 : east, east == 0 ? 6_642_500 : 6_641_500)));
}
