using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo sample generate</c>.</summary>
internal static class SampleCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The folder to write to.", Required = true };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same files.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Incidents = new("--incidents")
    {
        Description = "Incidents in the city; faulty, ignored, repeated and outside rows come on top.",
        DefaultValueFactory = _ => 60_000,
    };

    private static readonly Option<string> Years = new("--years")
    {
        Description = "A year, or FROM-TO.",
        DefaultValueFactory = _ => "2020-2024",
    };

    private static readonly Option<int> Buildings = new("--buildings")
    {
        Description = "Building footprints.",
        DefaultValueFactory = _ => 60_000,
    };

    public static Command Create()
    {
        var generate = new Command("generate", "Write deliveries, layers and candidate sites with known hot spots.")
        {
            Out, Seed, Incidents, Years, Buildings, Output.JsonOption,
        };
        generate.SetAction((parsed, cancel) => Task.Run(() => Generate(parsed, cancel), cancel));
        return new Command("sample", "A synthetic city, for trying the program out.") { generate };
    }

    private static int Generate(ParseResult parsed, CancellationToken cancel)
    {
        var (firstYear, lastYear) = MeasureCommand.ReadYears(parsed.GetRequiredValue(Years));
        var options = new SampleOptions
        {
            Seed = parsed.GetRequiredValue(Seed),
            Incidents = parsed.GetRequiredValue(Incidents),
            FirstYear = firstYear,
            LastYear = lastYear,
            Buildings = parsed.GetRequiredValue(Buildings),
            ImportersFolder = ProjectFolders.Importers,
            GeodataFolder = ProjectFolders.Geodata,
        };
        var started = TimeProvider.System.GetTimestamp();
        var files = SampleCity.Generate(options, parsed.GetRequiredValue(Out), new WrittenFiles(), cancel);
        var seconds = Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 3);
        if (parsed.GetValue(Output.JsonOption))
            Output.Json(new { Files = files, Seconds = seconds });
        else
            Output.Line(string.Create(CultureInfo.InvariantCulture, $"{files.Count} files with {files.Sum(file => file.Rows)} rows in {seconds:0.0} s."));
        return 0;
    }

    private sealed class WrittenFiles : IProgress<SampleFile>
    {
        public void Report(SampleFile value) =>
            Output.Progress(string.Create(CultureInfo.InvariantCulture, $"{value.File}: {value.Rows} rows"));
    }
}
