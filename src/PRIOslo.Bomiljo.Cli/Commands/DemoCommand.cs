using System.CommandLine;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo demo</c>: the whole way from synthetic files to the page, through the same doors as real data.</summary>
internal static class DemoCommand
{
    private const string DemoUser = "bomiljo demo"; // with a space, which no account has
    private static readonly (int First, int Last) Years = (2020, 2024);

    private static readonly (string Layer, string File)[] LayerFiles =
    [
        ("building", "buildings.geojson"), ("address", "addresses.csv"), ("school", "schools.geojson"),
        ("kindergarten", "kindergartens.geojson"), ("business", "business.geojson"),
        ("marka", "marka.geojson"), ("plan", "plans.geojson"),
    ];

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on this machine.", DefaultValueFactory = _ => 5080 };
        var noServe = new Option<bool>("--no-serve") { Description = "Prepare everything and stop." };
        var demo = new Command("demo", "Fill an empty database with synthetic data and show the page.") { port, noServe };
        demo.SetAction(async (parsed, cancel) =>
        {
            await PrepareAsync(cancel);
            if (parsed.GetValue(noServe))
            {
                Output.Line("Ready. Show it with `./bomiljo serve`.");
                return 0;
            }

            return await ServeCommand.RunAsync(["--urls", $"http://127.0.0.1:{parsed.GetValue(port)}"], cancel);
        });
        return demo;
    }

    private static async Task PrepareAsync(CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        await DemandNoRealDataAsync(database, cancel);

        var folder = Path.Combine(BomiljoHome.FromEnvironment().Folder, "demo");
        Output.Progress("1/5 A synthetic city");
        var options = new SampleOptions { FirstYear = Years.First, LastYear = Years.Last, ImportersFolder = ProjectFolders.Importers, GeodataFolder = ProjectFolders.Geodata };
        SampleCity.Generate(options, folder, new Progress<SampleFile>(), cancel);

        Output.Progress("2/5 Areas, approximate, from centre points");
        if (!await HasLayerAsync(database, "delbydel", cancel))
            await GeodataCommand.StoreApproximateAsync(database, year: 2018, cancel);
        await PopulationImport.RunAsync(database, Path.Combine(folder, "population.csv"), cancel);

        Output.Progress("3/5 Buildings, addresses, schools, kindergartens, business, the forest, plans");
        foreach (var (layer, file) in LayerFiles)
        {
            if (!await HasLayerAsync(database, layer, cancel))
                await GeodataCommand.ImporterOf(database).RunAsync(Path.Combine(folder, file), layer, null, null, null, null, cancel);
        }

        Output.Progress("4/5 Deliveries");
        await ImportAsync(database, folder, cancel);

        Output.Progress("5/5 The yearly measurement");
        await MeasurePreparation.RunAsync(Years, cancel);
        await MeasureCommand.MeasureAsync(Years, interpolate: false, decides: false, json: false, cancel);
    }

    private static async Task ImportAsync(NpgsqlDataSource database, string folder, CancellationToken cancel)
    {
        var taxonomy = Taxonomy.Load(ImportCommand.TaxonomyPath);
        var import = new DeliveryImport(database, TimeProvider.System, DemoUser);
        foreach (var source in new[] { "renovasjon", "brann", "politi", "boligbygg" })
        {
            var mapping = SourceFolder.Load(source, taxonomy);
            for (var year = Years.First; year <= Years.Last; year++)
            {
                var report = await import.RunAsync(mapping, taxonomy, Path.Combine(folder, $"{source}-{year}.csv"), dryRun: false, cancel);
                Output.Progress($"    {report.File}: {report.Read} rows, {report.Accepted} accepted, {report.Rejected} rejected, {report.Duplicate} duplicate, {report.Ignored} ignored");
            }
        }
    }

    private static async Task<bool> HasLayerAsync(NpgsqlDataSource database, string layer, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM geo.current_vintage WHERE layer = @layer)");
        command.Parameters.Add(new("layer", layer));
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <exception cref="ProblemException">BOM-605: synthetic incidents would mix with real ones.</exception>
    private static async Task DemandNoRealDataAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM ledger.delivery WHERE imported_by <> @demo AND withdrawn_at IS NULL)");
        command.Parameters.Add(new("demo", DemoUser));
        if (await command.ExecuteScalarAsync(cancel) is true)
        {
            throw new ProblemException(ProblemCode.RealDataPresent, "demo", "the database holds deliveries that are not the demonstration's.",
                "Set BOMILJO_HOME to another folder for the demonstration, and unset BOMILJO_DATABASE.");
        }
    }
}
