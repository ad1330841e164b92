using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public sealed class ExportTests(DemoCity city) : IDisposable
{
    /// <summary>The number of the contract's last column; what the program added comes after it.</summary>
    private const int Suppressed = 21;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgisFact]
    public async Task The_csv_holds_what_is_published_and_colons_for_the_rest()
    {
        var (result, path) = await ExportAsync("csv");
        var rows = (await File.ReadAllLinesAsync(path)).Skip(1).Select(line => line.Split(';')).ToList();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal((684, false), (result.Json.GetProperty("rows").GetInt32(), result.Json.GetProperty("internal").GetBoolean()));
        Assert.Equal(
            await city.RowsAsync("SELECT level, area, theme, coalesce(count::text, ':'), suppressed FROM published.figure WHERE year = 2023 ORDER BY level COLLATE \"C\", area, theme"),
            rows.OrderBy(row => $"{row[1]} {row[2]} {row[5]}", StringComparer.Ordinal).Select(row => $"{row[1]}|{row[2]}|{row[5]}|{row[6]}|{(row[Suppressed] == "true" ? "True" : "False")}"));
        Assert.All(rows.Where(row => row[Suppressed] == "true"), row => Assert.Equal([":", ":", ":", ":"], [row[6], row[8], row[10], row[11]]));
        Assert.Equal(result.Json.GetProperty("suppressed").GetInt32(), rows.Count(row => row[Suppressed] == "true"));

        // Shrunken rate, probabilities and z-values hold the hidden counts; classes of shown figures do not.
        Assert.All(rows, row => Assert.Equal(["", "", "", "", "", "", ""], [row[12], row[14], row[15], row[16], row[17], row[18], row[20]]));
        Assert.Contains(rows, row => row[22] is "up" or "down" or "no-change");
        Assert.All(rows.Where(row => row[Suppressed] == "true"), row => Assert.Equal("", string.Concat(row[13], row[19], row[22], row[23], row[24], row[25])));
    }

    [PostgisFact]
    public async Task The_internal_csv_holds_the_true_figures()
    {
        var (result, path) = await ExportAsync("csv", "--internal");
        var rows = (await File.ReadAllLinesAsync(path)).Skip(1).Select(line => line.Split(';')).ToList();

        Assert.True(result.Json.GetProperty("internal").GetBoolean());
        Assert.Equal(
            await city.RowsAsync("SELECT level, area, theme, incidents, round(coalesce(rate, 0)::numeric, 3)::float8 FROM heatmap.figure WHERE year = 2023 ORDER BY level COLLATE \"C\", area, theme"),
            rows.OrderBy(row => $"{row[1]} {row[2]} {row[5]}", StringComparer.Ordinal).Select(row => $"{row[1]}|{row[2]}|{row[5]}|{row[6]}|{Rounded(row[8])}"));
        Assert.All(rows, row => Assert.Equal("false", row[Suppressed]));
        // All of the contract's columns for a ranked delbydel.
        Assert.All(rows.Where(row => row[1] == "delbydel" && row[2] is not ("1601" or "1701") && row[5] == "brann"), row => Assert.DoesNotContain("", row.Take(26).Where((_, column) => column is not (13 or 24)))); // no ratio to a year without incidents; rate_class is said of shown figures alone
    }

    [PostgisFact]
    public async Task The_geojson_lies_in_oslo_and_hides_what_is_suppressed()
    {
        var (_, path) = await ExportAsync("geojson");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToList();

        Assert.Equal(684, features.Count);
        Assert.Equal(6, features.Count(feature => feature.GetProperty("geometry").ValueKind == JsonValueKind.Null)); // the city
        Assert.All(features, feature => Assert.Equal(
            feature.GetProperty("properties").GetProperty("suppressed").GetBoolean(),
            feature.GetProperty("properties").GetProperty("count").ValueKind == JsonValueKind.Null));
        var first = features[0].GetProperty("geometry").GetProperty("coordinates")[0][0][0];
        Assert.InRange(first[0].GetDouble(), 10.4, 11);
        Assert.InRange(first[1].GetDouble(), 59.7, 60.2);
    }

    [PostgisFact]
    public async Task Gdal_reads_the_geopackage_in_metres_with_all_columns()
    {
        var (result, path) = await ExportAsync("gpkg");
        var info = await OgrInfoAsync("-so", path, "heatmap");
        var hidden = await OgrInfoAsync("-sql", "SELECT count(*) AS n FROM heatmap WHERE suppressed = 1 AND \"count\" IS NULL AND rate IS NULL AND rate_low IS NULL AND rate_high IS NULL", path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Feature Count: 684", info, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",25832]]", info, StringComparison.Ordinal);
        Assert.Contains("Geometry: Multi Polygon", info, StringComparison.Ordinal);
        Assert.All(
            new[] { "year: Integer", "level: String", "area: String", "area_name: String", "bydel: String", "theme: String", "count: Integer", "rate: Real", "rate_per: Integer",
                "rate_low: Real", "rate_high: Real", "suppressed: Integer(Boolean)" },
            column => Assert.Contains($"\n{column}", info, StringComparison.Ordinal));
        Assert.Contains($"= {result.Json.GetProperty("suppressed").GetInt32()}\n", hidden + "\n", StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task The_geopackage_brings_its_style_and_opens_without_a_warning()
    {
        var (_, path) = await ExportAsync("gpkg");
        var style = await OgrInfoAsync("-al", path, "layer_styles");

        Assert.Contains("f_table_name (String) = heatmap", style, StringComparison.Ordinal);
        Assert.Contains("useAsDefault (Integer(Boolean)) = 1", style, StringComparison.Ordinal);
        Assert.Contains("update_time (DateTime)", style, StringComparison.Ordinal); // without it QGIS finds no style
        Assert.Contains("LinePatternFill", style, StringComparison.Ordinal);
        Assert.Equal("", await OgrComplaintsAsync("-al", "-so", path));
    }

    [PostgisFact]
    public async Task The_excel_table_holds_what_the_csv_holds()
    {
        var (_, csv) = await ExportAsync("csv");
        var (_, xlsx) = await ExportAsync("xlsx");
        using var zip = System.IO.Compression.ZipFile.OpenRead(xlsx);
        await using var body = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var sheet = System.Xml.Linq.XDocument.Load(body);

        var cells = sheet.Descendants().Where(element => element.Name.LocalName == "row")
            .Select(row => row.Elements().Select(cell => cell.Value).ToList()).ToList();
        var lines = (await File.ReadAllLinesAsync(csv)).Select(line => line.Split(';')).ToList();
        Assert.Equal(lines.Count, cells.Count);
        Assert.All(lines.Zip(cells).Skip(1), pair => Assert.Equal(
            [pair.First[2], pair.First[3], pair.First[5], pair.First[6], Rounded(pair.First[8] == ":" ? "" : pair.First[8]), pair.First[22], pair.First[Suppressed] == "true" ? "1" : "0"],
            [pair.Second[2], pair.Second[3], pair.Second[5], pair.Second[6], Rounded(pair.Second[8] == ":" ? "" : pair.Second[8]), pair.Second[22], pair.Second[Suppressed]]));
    }

    [PostgisFact]
    public async Task Each_published_file_has_its_record_beside_it_and_a_file_of_true_figures_none()
    {
        foreach (var format in new[] { "csv", "geojson", "gpkg", "xlsx" })
        {
            var (_, path) = await ExportAsync(format);
            using var record = JsonDocument.Parse(await File.ReadAllTextAsync(path + ".metadata.json"));
            Assert.Equal(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(path))),
                record.RootElement.GetProperty("dcat:distribution").GetProperty("spdx:checksum").GetProperty("spdx:checksumValue").GetProperty("@value").GetString());
        }

        var (_, internally) = await ExportAsync("csv", "--internal");
        Assert.False(File.Exists(internally + ".metadata.json"));
    }

    [PostgisFact]
    public async Task The_report_and_a_sheet_for_every_delbydel_are_written_twice_the_same()
    {
        var (first, second) = (Path.Combine(_folder.FullName, "a"), Path.Combine(_folder.FullName, "b"));
        foreach (var folder in new[] { first, second })
        {
            Assert.Equal(0, (await CliProcess.RunAsync(city.Home, "heatmap", "report", "--year", "2023", "--out", folder)).ExitCode);
            Assert.Equal(0, (await CliProcess.RunAsync(city.Home, "heatmap", "factsheet", "--year", "2023", "--all", folder)).ExitCode);
        }

        var files = Directory.GetFiles(first).Select(Path.GetFileName).ToList();
        Assert.Contains("rapport-2023.html", files);
        Assert.Equal(await city.RowsAsync("SELECT count(*) + 1 FROM published.area WHERE year = 2023 AND level = 'delbydel'"), [files.Count.ToString(CultureInfo.InvariantCulture)]);
        Assert.All(files, name => Assert.Equal(File.ReadAllBytes(Path.Combine(first, name!)), File.ReadAllBytes(Path.Combine(second, name!))));
    }

    [PostgisFact]
    public async Task A_sheet_of_no_delbydel_a_report_of_no_year_and_half_a_choice_are_told()
    {
        var noArea = await CliProcess.RunAsync(city.Home, "heatmap", "factsheet", "--year", "2023", "--area", "9876", "--out", Path.Combine(_folder.FullName, "x.html"));
        var noYear = await CliProcess.RunAsync(city.Home, "heatmap", "report", "--year", "1999", "--out", _folder.FullName);
        var half = await CliProcess.RunAsync(city.Home, "heatmap", "factsheet", "--year", "2023", "--area", "0105");

        Assert.Equal((2, "BOM-661"), (noArea.ExitCode, noArea.Error[..7]));
        Assert.Equal((13, "BOM-660"), (noYear.ExitCode, noYear.Error[..7]));
        Assert.Equal(2, half.ExitCode);
    }

    [PostgisFact]
    public async Task A_year_that_is_not_measured_and_a_folder_that_is_not_there_are_told()
    {
        var unmeasured = await CliProcess.RunAsync(city.Home, "heatmap", "export", "--year", "1999", "--format", "csv", "--out", Path.Combine(_folder.FullName, "x.csv"));
        var nowhere = await CliProcess.RunAsync(city.Home, "heatmap", "export", "--year", "2023", "--format", "csv", "--out", Path.Combine(_folder.FullName, "no", "x.csv"));

        Assert.Equal((13, "BOM-603 year 1999: "), (unmeasured.ExitCode, unmeasured.Error[..19]));
        Assert.Equal((2, "BOM-004 x.csv: "), (nowhere.ExitCode, nowhere.Error[..15]));
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    private async Task<(CliResult Result, string Path)> ExportAsync(string format, params string[] more)
    {
        var path = Path.Combine(_folder.FullName, "heatmap." + format);
        return (await CliProcess.RunAsync(city.Home, ["heatmap", "export", "--year", "2023", "--format", format, "--out", path, "--json", .. more]), path);
    }

    private static async Task<string> OgrInfoAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ogrinfo", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    private static async Task<string> OgrComplaintsAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ogrinfo", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return complaints.Trim();
    }

    private static string Rounded(string cell) =>
        Math.Round(cell.Length == 0 ? 0 : double.Parse(cell.Replace(',', '.'), CultureInfo.InvariantCulture), 3, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
}
