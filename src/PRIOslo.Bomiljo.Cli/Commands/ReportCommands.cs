using System.CommandLine;
using System.Data;
using System.Globalization;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo heatmap report</c> and <c>bomiljo heatmap factsheet</c>: what is published, for paper.</summary>
internal static class ReportCommands
{
    public static Command CreateReport()
    {
        var (year, language) = (Year(), Language());
        var folder = new Option<string>("--out") { Description = "The folder to write to; made where it is missing.", Required = true };
        var report = new Command("report", "Write the yearly report: one HTML file for screen and A4.") { year, folder, language, Output.JsonOption };
        report.SetAction(async (parsed, cancel) =>
        {
            var english = parsed.GetValue(language) == "en";
            var data = await ReadAsync(parsed.GetValue(year), "report", cancel);
            var name = string.Create(CultureInfo.InvariantCulture, $"{(english ? "report" : "rapport")}-{data.Release.Year}.html");
            return await WriteAsync([(Path.Combine(Folder(parsed.GetValue(folder)!), name), YearReport.Write(data, english))], parsed.GetValue(Output.JsonOption), cancel);
        });
        return report;
    }

    public static Command CreateFactSheet()
    {
        var (year, language) = (Year(), Language());
        var area = new Option<string?>("--area") { Description = "A delbydel, such as 0105." };
        var file = new Option<string?>("--out") { Description = "The file to write." };
        var all = new Option<string?>("--all") { Description = "A folder: a sheet for every delbydel." };
        var sheet = new Command("factsheet", "Write a delbydel's fact sheet: one A4 page to hand to neighbours.") { year, area, file, all, language, Output.JsonOption };
        sheet.Validators.Add(result =>
        {
            var (one, every) = (result.GetValue(area) is not null && result.GetValue(file) is not null, result.GetValue(all) is not null);
            if (one == every || (every && (result.GetValue(area) is not null || result.GetValue(file) is not null)))
                result.AddError("Give --area and --out, or --all.");
        });
        sheet.SetAction(async (parsed, cancel) =>
        {
            var english = parsed.GetValue(language) == "en";
            var line = PublisherSettings.Load().ContactLine;
            var data = await ReadAsync(parsed.GetValue(year), "factsheet", cancel);
            var sheets = parsed.GetValue(all) is { } folder
                ? data.Of("delbydel", data.Themes[0].Theme).Select(figure => (Path.Combine(Folder(folder), $"{figure.Area}.html"), figure.Area)).ToList()
                : [(parsed.GetValue(file)!, parsed.GetValue(area)!)];
            return await WriteAsync(sheets.ConvertAll(one => (one.Item1, FactSheet.Write(data, one.Item2, english ? line.En : line.Nb, english))), parsed.GetValue(Output.JsonOption), cancel);
        });
        return sheet;
    }

    private static Option<int> Year() => new("--year") { Description = "A published year.", Required = true };

    private static Option<string> Language()
    {
        var language = new Option<string>("--language") { Description = "nb (bokmål) or en (English).", DefaultValueFactory = _ => "nb" };
        language.AcceptOnlyFromAmong("nb", "en");
        return language;
    }

    private static string Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "the folder cannot be made.", "Name a folder that you may write to.", refused);
        }
    }

    private static async Task<ReportData> ReadAsync(int year, string format, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await AuditLog.AppendAsync(connection, AuditActions.Export, $"year {year}", new { Format = format }, cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return await new ReportReader(connection).ReadAsync(year, cancel);
    }

    private static async Task<int> WriteAsync(IReadOnlyList<(string Path, byte[] Page)> files, bool json, CancellationToken cancel)
    {
        foreach (var (path, page) in files)
            await WholeFile.WriteBytesAsync(path, page, cancel);
        if (json)
            Output.Json(new { Files = files.Select(file => file.Path) });
        else
            Output.Line(files.Count == 1 ? files[0].Path : $"{files.Count} files.");
        return 0;
    }
}
