using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo retention run [FOLDER…] [--dry-run]</c>.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("FOLDER") { Arity = ArgumentArity.ZeroOrMore, Description = "Sources that lie outside importers/; those in it are always looked at." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would go; delete nothing." };
        var run = new Command("run", "Delete raw incidents of frozen years whose source's term is over, and forget who asked for drawn areas more than a day ago.") { folders, dryRun, Output.JsonOption };
        run.SetAction(async (parsed, cancel) =>
        {
            var taxonomy = Taxonomy.Load(ImportCommand.TaxonomyPath);
            var mappings = SourceFolder.LoadAll(taxonomy).Select(folder => folder.Mapping).ToList();
            foreach (var folder in parsed.GetValue(folders) ?? [])
            {
                var outside = SourceFolder.Load(folder, taxonomy).Mapping;
                if (mappings.Exists(mapping => mapping.Source == outside.Source))
                {
                    throw new ProblemException(ProblemCode.BadArgument, folder, $"the source {outside.Source} stands in importers/ or was named already, and a source has one term.",
                        "Leave the folder out, or give its source another name.");
                }

                mappings.Add(outside);
            }

            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var dry = parsed.GetValue(dryRun);
            var now = TimeProvider.System.GetUtcNow();
            var years = await Retention.RunAsync(database, mappings, now, Environment.UserName, dry, cancel);
            var forgotten = await DrawnAreas.ForgetAskersAsync(database, now, dry, cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { DryRun = dry, Years = years, AskersForgotten = forgotten });
                return 0;
            }

            foreach (var year in years)
                Output.Line($"{year.Source,-12} {year.Year}: {year.Rows} rows, {year.Incidents} incidents; frozen {year.FrozenAt:yyyy-MM-dd}, term {year.Months} months.");
            if (forgotten > 0)
                Output.Line($"Who asked for {forgotten} drawn areas, more than a day ago, is {(dry ? "to be " : "")}forgotten.");
            Output.Line(years.Count == 0 ? "No source's term is over." : dry ? "Dry run: nothing was deleted." : "Deleted. What is measured and published stays.");
            return 0;
        });
        return new Command("retention", "Delete raw incidents when their term is over.") { run };
    }
}
