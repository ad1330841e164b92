using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo import SOURCE FILE… [--dry-run] [--replaces ID | --beside]</c> and <c>bomiljo import check FOLDER | schema</c>.</summary>
internal static class ImportCommand
{
    private const int RejectionsShown = 20;

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "A folder of importers/, or a path to such a folder." };
        var files = new Argument<string[]>("FILE") { Description = "One or more deliveries.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result =>
        {
            // A mistyped --dry-run is no file: without this, the files before it would be stored.
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"There is no option «{option.Value}». Write ./{option.Value} if it is a file.");
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything but store." };
        var replaces = new Option<int?>("--replaces") { Description = "The delivery whose place the file takes; see delivery list." };
        var beside = new Option<bool>("--beside") { Description = "Add only a file's new rows, though it looks like a corrected version of one that is in or was replaced by one." };
        var command = new Command("import", "Take deliveries of a source in.") { source, files, dryRun, replaces, beside, Output.JsonOption };
        command.Subcommands.Add(CreateCheck());
        command.Subcommands.Add(CreateSchema());
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(replaces) is not null && parsed.GetValue(files)!.Length > 1)
                throw new ProblemException(ProblemCode.BadArgument, "--replaces", "goes with one file.", "Import the files one by one.");
            var options = new ImportOptions(parsed.GetValue(dryRun), parsed.GetValue(replaces), parsed.GetValue(beside));
            var taxonomy = Taxonomy.Load(TaxonomyPath);
            var folder = SourceFolder.Load(parsed.GetValue(source)!, taxonomy);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var import = new DeliveryImport(database, TimeProvider.System, Environment.UserName);
            var json = parsed.GetValue(Output.JsonOption);
            var reports = new List<ImportReport>();
            try
            {
                foreach (var file in parsed.GetValue(files)!)
                {
                    reports.Add(await ImportProgressShown.RunAsync(Path.GetFileName(file),
                        progress => import.RunAsync(folder, taxonomy, file, options with { Progress = progress }, cancel)));
                    if (!json)
                        Print(reports[^1]);
                }
            }
            catch (ProblemException problem) when (json && reports.Count > 0)
            {
                // The files before the refused one are in; the caller must not think that nothing was stored.
                Output.Json(new { Files = reports, Problem = problem.Message });
                throw;
            }

            if (json)
                Output.Json(new { Files = reports });
            return (int)(reports.Exists(report => report.Rejected > 0) ? ExitCode.RowsRejected : ExitCode.Done);
        });
        return command;
    }

    public static string TaxonomyPath => Path.Combine(ProjectFolders.Importers, "taxonomy.json");

    private static Command CreateCheck()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder of importers/, or a path to such a folder." };
        var check = new Command("check", "Check a mapping, run its sample and compare with what is expected.") { folder, Output.JsonOption };
        check.SetAction(parsed =>
        {
            var result = SampleCheck.Run(SourceFolder.Load(parsed.GetValue(folder)!, Taxonomy.Load(TaxonomyPath)));
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(result);
            else
                Output.Line(result.ToString());
            return (int)(result.Same ? ExitCode.Done : ExitCode.WrongConfiguration);
        });
        return check;
    }

    private static Command CreateSchema()
    {
        var schema = new Command("schema", "Print the JSON schema of source.json, for editors.");
        schema.SetAction(_ => Console.Out.Write(MappingSchema.Write()));
        return schema;
    }

    private static void Print(ImportReport report)
    {
        Output.Line(report.AlreadyIn
            ? $"{report.File}: is in already as delivery {report.DeliveryId}; nothing was changed. {Counted.Of(report.Read, "row")}, all duplicates."
            : $"{report.File}: read {report.Read} = accepted {report.Accepted} + rejected {report.Rejected} + duplicate {report.Duplicate} + ignored {report.Ignored} + merged {report.Merged}; "
            + $"accepted = placed {report.Placed} + unplaced {report.Unplaced} + outside {report.Outside}; {Counted.Of(report.Incidents, "incident")}.{(report.DryRun ? " Dry run: nothing was stored." : "")}");
        if (report.ReadAs.Length > 0)
            Output.Line($"  read as: {report.ReadAs}");
        if (report.Geocoded is { Exact: var exact, Fuzzy: var fuzzy, Street: var street, Failed: var failed } && exact + fuzzy + street + failed > 0)
            Output.Line($"  addresses: {exact} found, {fuzzy} found under a misspelled street, {street} known by the street only, {failed} not found; those less sure than the mapping's leastConfidence are not placed");
        foreach (var (reason, rows) in report.IgnoredByReason.OrderByDescending(pair => pair.Value))
            Output.Line($"  ignored: {rows}, {reason}");
        foreach (var warning in report.Warnings)
            Output.Line($"  warning: {warning.Message}");
        var rejections = report.Rejections.GroupBy(row => (row.Column, row.Code, row.Category)).OrderByDescending(group => group.Count()).ToList();
        foreach (var group in rejections.Take(RejectionsShown))
        {
            var first = group.First();
            Output.Line($"  {(group.Count() == 1 ? "" : $"{group.Count()} rows, the first in ")}line {first.Line}{(first.Column.Length > 0 ? $", column {first.Column}" : "")}: {first.Code} {RejectionTexts.Of(first)}");
        }

        if (rejections.Count > RejectionsShown)
            Output.Line($"  … and {rejections.Skip(RejectionsShown).Sum(group => group.Count())} more; --json lists all.");
    }
}
