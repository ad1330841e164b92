using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo population import FILE</c>.</summary>
internal static class PopulationCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "CSV: code, year, residents[, dwellings, municipal_dwellings]." };
        var import = new Command("import", "Take population figures in.") { file, Output.JsonOption };
        import.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var rows = await PopulationImport.RunAsync(database, parsed.GetValue(file)!, cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Rows = rows });
            else
                Output.Line($"{rows} figures.");
            return 0;
        });
        return new Command("population", "Residents and dwellings per area and year.") { import };
    }
}
