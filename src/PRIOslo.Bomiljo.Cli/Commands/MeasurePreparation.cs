using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>Takes in what is written in the taxonomy's file and in the table of changed areas, before anything is decided or measured: a decision answers what the gate
/// finds with them.</summary>
internal static class MeasurePreparation
{
    /// <param name="years">That are measured; those that they look back on are placed again too.</param>
    public static async Task RunAsync((int First, int Last) years, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var path = Path.Combine(ProjectFolders.Importers, "taxonomy.json");
        await using (var connection = await database.OpenConnectionAsync(cancel))
        {
            if (await TaxonomyStore.SaveAsync(Taxonomy.Load(path), connection, cancel) is var changed and > 0)
                Output.Progress($"{changed} themes and categories are new or changed in {Path.GetFileName(path)}; the measurement takes them as they are there now.");
        }

        var firstYear = years.First - MeasurementParameters.Load(MeasurementParameters.DefaultPath).HistoryYears + 1;
        if (await OldAreas.PlaceAgainAsync(database, firstYear, years.Last, CodeChanges.Load(CodeChanges.DefaultPath), cancel) is var moved and > 0)
            Output.Progress($"{moved} incidents state an area that the boundaries of their year do not have; they are placed by the table of changed areas as it is now.");
    }
}
