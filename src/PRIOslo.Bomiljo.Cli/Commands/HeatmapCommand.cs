using System.CommandLine;
using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo heatmap export</c>.</summary>
internal static class HeatmapCommand
{
    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "A measured year.", Required = true };
        var format = new Option<string>("--format") { Description = "csv, geojson, gpkg or xlsx.", Required = true };
        format.AcceptOnlyFromAmong([.. HeatmapExport.Formats]);
        var file = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var internally = new Option<bool>("--internal") { Description = "True figures, for analysts; nothing of it may leave the house." };
        var version = IndexCommand.CreateVersion();
        var export = new Command("export", "Write a year's figures to a file.") { year, version, format, file, internally, Output.JsonOption };
        export.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var (isInternal, path) = (parsed.GetValue(internally), parsed.GetValue(file)!);
            var asked = await MeasuredVersions.DemandAsync(connection, parsed.GetValue(year), parsed.GetValue(version), onlyOut: !isInternal, cancel);
            // On record before any figure is read, so that none leaves without a trace.
            await AuditLog.AppendAsync(connection, isInternal ? AuditActions.InternalExport : AuditActions.Export, $"year {asked.Shown.Year}",
                new { Format = parsed.GetValue(format), asked.Shown.Version }, cancel);
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            var chosen = await MeasuredVersions.DemandAsync(connection, asked.Shown.Year, asked.Shown.Version, onlyOut: !isInternal, cancel);
            var rows = isInternal
                ? await InternalExportQuery.RunAsync(connection, chosen.Shown.Year, chosen.Shown.Version, cancel)
                : await ExportQuery.RunAsync(connection, chosen.Shown.Year, chosen.Shown.Version, cancel);
            await HeatmapExport.WriteAsync(rows, parsed.GetValue(format)!, path, cancel);
            await WriteRecordAsync(connection, rows, parsed.GetValue(format)!, path, described: !isInternal && chosen.First is null, cancel);
            if (chosen.First is not null)
                Output.Progress(IndexCommand.Heading(chosen));
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { File = path, Rows = rows.Count, Suppressed = rows.Count(row => row.Suppressed), Internal = isInternal, chosen.Shown.Version, Newer = IndexCommand.Newer(chosen), Shown = chosen.Seen is { } seen ? new { seen.Version } : null });
            else
                Output.Line($"{rows.Count} rows, {rows.Count(row => row.Suppressed)} of them suppressed.");
            return 0;
        });
        return new Command("heatmap", "The yearly measurement as files, and of areas of one's own drawing.") { export, IndexCommand.Create(), SurfaceCommand.Create(), CreateArea(), ReportCommands.CreateReport(), ReportCommands.CreateFactSheet() };
    }

    private static Command CreateArea()
    {
        var file = new Argument<string>("file") { Description = "GeoJSON with one or more polygons; together they are the area." };
        var year = new Option<int>("--year") { Description = "A year that is out by decision.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Look at the drawing and the population alone; answers nothing and uses nothing up." };
        var area = new Command("area", "Figures for an area of one's own drawing. Each delbydel can be cut once a year.") { file, year, dryRun, Output.JsonOption };
        area.SetAction(async (parsed, cancel) =>
        {
            var drawn = await DrawnAreas.ReadAsync(parsed.GetValue(file)!, cancel);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var report = await DrawnAreas.AskAsync(connection, parsed.GetValue(year), drawn, parsed.GetValue(dryRun), cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(report);
                return 0;
            }

            Output.Line($"About {report.Residents:0} residents; cuts {(report.Cut.Count == 0 ? "no delbydel" : string.Join(", ", report.Cut))}.");
            if (report.Taken.Count > 0)
                Output.Line($"Counted whole, as few live outside: {string.Join(", ", report.Taken)}.");
            if (report.LeftOut.Count > 0)
                Output.Line($"Not counted, as few live in the part: {string.Join(", ", report.LeftOut)}.");
            foreach (var answer in report.Answers)
                Output.Line($"{answer.Theme}: {(answer.Incidents is { } incidents ? $"{incidents}{RateOf(answer)}" : $"not told ({answer.Reason})")}");
            return 0;
        });
        return area;
    }

    private static string RateOf(DrawnFigure figure) =>
        figure.Rate is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {figure.Rate:0.0} per {figure.RatePer} residents (95 %: {figure.RateLow:0.0}–{figure.RateHigh:0.0})");

    /// <summary>The metadata of what is shown, beside its file. True figures have none, as they are nobody's dataset; a version that readers
    /// do not see has none either.</summary>
    private static async Task WriteRecordAsync(NpgsqlConnection connection, IReadOnlyList<ExportRow> rows, string format, string file, bool described, CancellationToken cancel)
    {
        var beside = $"{file}.metadata.json";
        if (!described)
        {
            File.Delete(beside);
            return;
        }

        var data = await new ReportReader(connection).SealedAsync(rows[0].Year, cancel);
        var record = DatasetRecord.Write(data.Release, data.Seal, PublisherSettings.Load(), Path.GetFileName(file), format, await File.ReadAllBytesAsync(file, cancel), rows);
        await WholeFile.WriteBytesAsync(beside, Encoding.UTF8.GetBytes(record), cancel);
    }
}
