using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo import SOURCE FILE… [--dry-run]</c> and <c>bomiljo import check FOLDER</c>.</summary>
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
        var command = new Command("import", "Take deliveries of a source in.") { source, files, dryRun, Output.JsonOption };
        command.Subcommands.Add(CreateCheck());
        command.SetAction(async (parsed, cancel) =>
        {
            var taxonomy = Taxonomy.Load(TaxonomyPath);
            var folder = SourceFolder.Load(parsed.GetValue(source)!, taxonomy);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var import = new DeliveryImport(database, TimeProvider.System, Environment.UserName);
            var json = parsed.GetValue(Output.JsonOption);
            var reports = new List<ImportReport>();
            foreach (var file in parsed.GetValue(files)!)
            {
                reports.Add(await import.RunAsync(folder, taxonomy, file, parsed.GetValue(dryRun), cancel));
                if (!json)
                    Print(reports[^1]);
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

    private static void Print(ImportReport report)
    {
        Output.Line(report.AlreadyIn
            ? $"{report.File}: is in already as delivery {report.DeliveryId}; nothing was changed. {report.Read} rows are duplicates."
            : $"{report.File}: read {report.Read} = accepted {report.Accepted} + rejected {report.Rejected} + duplicate {report.Duplicate} + ignored {report.Ignored} + merged {report.Merged}; "
            + $"accepted = placed {report.Placed} + unplaced {report.Unplaced} + outside {report.Outside}; {report.Incidents} incidents.{(report.DryRun ? " Dry run: nothing was stored." : "")}");
        foreach (var row in report.Rejections.Take(RejectionsShown))
            Output.Line($"  line {row.Line}{(row.Column.Length > 0 ? $", column {row.Column}" : "")}: {row.Code} {RejectionTexts.Of(row)}");
        if (report.Rejections.Count > RejectionsShown)
            Output.Line($"  … and {report.Rejections.Count - RejectionsShown} more; --json lists all.");
    }
}
