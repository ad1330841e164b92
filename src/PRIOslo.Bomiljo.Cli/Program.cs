using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using PRIOslo.Bomiljo.Cli;
using PRIOslo.Bomiljo.Cli.Commands;
using PRIOslo.Bomiljo.Problems;

// Numbers and dates on the command line and in files are the same whatever language the machine is set to.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

// A RootCommand would go by the assembly's name in its help.
var root = new Command("bomiljo", "Reads the state of a neighbourhood from quantitative data, and checks sites against the matrix.")
{
    new HelpOption { Action = new HelpAsTyped() },
    new VersionOption(),
    DbCommand.Create(),
    GeodataCommand.Create(),
    PopulationCommand.Create(),
    ImportCommand.Create(),
    DeliveryCommand.Create(),
    RetentionCommand.Create(),
    MeasureCommand.Create(),
    HeatmapCommand.Create(),
    EventCommand.Create(),
    NoteCommand.Create(),
    AuditCommand.Create(),
    DemoCommand.Create(),
    ServeCommand.Create(),
    SampleCommand.Create(),
    SiteCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        await Console.Error.WriteLineAsync($"{ProblemCode.BadArgument} {error.Message}");
    await Console.Error.WriteLineAsync("Add --help to see what may be written.");
    return (int)ExitCode.WrongArguments;
}

return await ExpectedErrors.RunAsync(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
