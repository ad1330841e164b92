using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo measure YEAR|FROM-TO</c> and <c>bomiljo measure publish YEAR</c>.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var years = new Argument<string>("YEAR") { Description = "A year, or FROM-TO." };
        var command = new Command("measure", "Count, compute rates and put the protected figures out as provisional.") { years, Output.JsonOption };
        command.SetAction((parsed, cancel) => RunAsync(ReadYears(parsed.GetValue(years)!), provisional: true, measure: true, parsed.GetValue(Output.JsonOption), cancel));

        var year = new Argument<string>("YEAR") { Description = "A measured year, or FROM-TO." };
        var publish = new Command("publish", "Publish the latest version of a year by decision; it is never overwritten after that.") { year, Output.JsonOption };
        publish.SetAction((parsed, cancel) => RunAsync(ReadYears(parsed.GetValue(year)!), provisional: false, measure: false, parsed.GetValue(Output.JsonOption), cancel));
        command.Subcommands.Add(publish);
        return command;
    }

    public static async Task<int> RunAsync((int First, int Last) years, bool provisional, bool measure, bool json, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var results = new List<object>();
        for (var year = years.First; year <= years.Last; year++)
        {
            var measured = measure ? await new Measurement(database, TimeProvider.System).RunAsync(year, cancel) : null;
            var published = await new Publisher(database, TimeProvider.System).RunAsync(year, provisional, cancel);
            results.Add(new
            {
                Year = year,
                published.Version,
                measured?.Unchanged,
                measured?.Areas,
                measured?.Incidents,
                measured?.Coverage,
                published.Cells,
                published.Suppressed,
                published.Provisional,
            });
            if (!json)
                Print(year, measured, published);
        }

        if (json)
            Output.Json(new { Years = results });
        return 0;
    }

    /// <exception cref="ProblemException">BOM-001.</exception>
    public static (int First, int Last) ReadYears(string text)
    {
        var parts = text.Split('-');
        if (parts.Length is 1 or 2 && parts.All(part => part.Length == 4 && part.All(char.IsAsciiDigit)))
        {
            var (first, last) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
            if (first <= last && first >= 1950)
                return (first, last);
        }

        throw new ProblemException(ProblemCode.BadArgument, $"«{text}»", "this is neither a year nor FROM-TO.", "Write it as 2023 or 2020-2024.");
    }

    private static void Print(int year, MeasurementReport? measured, PublishReport published)
    {
        if (measured is not null)
        {
            Output.Line($"{year}, version {measured.Version}: {measured.Incidents} incidents in {measured.Areas} areas{(measured.Unchanged ? "; nothing had changed" : "")}.");
            foreach (var source in measured.Coverage)
                Output.Line($"  {source.Source,-12} placed {source.Placed}, unplaced {source.Unplaced}, outside {source.Outside}; {source.Months} of 12 months");
        }

        Output.Line($"  out {(published.Provisional ? "as provisional" : "as published")}: {published.Cells} cells, {published.Suppressed} of them suppressed.");
    }
}
