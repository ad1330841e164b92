using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo measure YEAR|FROM-TO</c>, <c>measure publish YEAR</c> and <c>measure break NAME YEAR</c>.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var years = new Argument<string>("YEAR") { Description = "A year, or FROM-TO." };
        var enters = new Option<string[]>("--override") { Description = "Count this source although the coverage gate refuses it; with --reason.", HelpName = "SOURCE" };
        var leftOut = new Option<string[]>("--leave-out") { Description = "Measure the year without this source; with --reason.", HelpName = "SOURCE" };
        var reason = new Option<string?>("--reason") { Description = "Why, in your own words. It is stored and published: name nobody.", HelpName = "TEXT" };
        var command = new Command("measure", "Count, compute rates and put the protected figures out as provisional.") { years, enters, leftOut, reason, Output.JsonOption };
        command.SetAction(async (parsed, cancel) =>
        {
            var wanted = ReadYears(parsed.GetValue(years)!);
            await DecideAsync(wanted, parsed.GetValue(enters) ?? [], parsed.GetValue(leftOut) ?? [], parsed.GetValue(reason), cancel);
            return await RunAsync(wanted, provisional: true, measure: true, parsed.GetValue(Output.JsonOption), cancel);
        });

        var year = new Argument<string>("YEAR") { Description = "A measured year, or FROM-TO." };
        var correction = FreezeCommands.CreateReason();
        var publish = new Command("publish", "Publish the latest version of a year by decision, and freeze it first where it is not; it never changes after that.") { year, correction, Output.JsonOption };
        publish.SetAction(async (parsed, cancel) =>
        {
            var wanted = ReadYears(parsed.GetValue(year)!);
            await FreezeCommands.FreezeAsync(wanted, parsed.GetValue(correction), cancel);
            return await RunAsync(wanted, provisional: false, measure: false, parsed.GetValue(Output.JsonOption), cancel);
        });
        command.Subcommands.Add(FreezeCommands.CreateFreeze());
        command.Subcommands.Add(FreezeCommands.CreateVerify());
        command.Subcommands.Add(publish);
        command.Subcommands.Add(CreateBreak());
        return command;
    }

    private static Command CreateBreak()
    {
        var name = new Argument<string>("NAME") { Description = "The code of a source or a theme." };
        var year = new Argument<int>("YEAR") { Description = "The first year that is not comparable with those before." };
        var reason = new Option<string>("--reason") { Description = "Why, in your own words; name nobody.", Required = true, HelpName = "TEXT" };
        var command = new Command("break", "Note a break in a series: no change or trend is tested across it.") { name, year, reason, Output.JsonOption };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await DecisionsOf(database).BreakAsync(parsed.GetValue(name)!, parsed.GetValue(year), parsed.GetValue(reason)!, cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Name = parsed.GetValue(name), Year = parsed.GetValue(year) });
            else
                Output.Line($"Noted: {parsed.GetValue(name)} is not comparable across the beginning of {parsed.GetValue(year)}. Measure that year and those after it again.");
            return 0;
        });
        return command;
    }

    /// <exception cref="ProblemException">BOM-001 with more than one year; BOM-621, BOM-622.</exception>
    private static async Task DecideAsync((int First, int Last) years, string[] enter, string[] leaveOut, string? reason, CancellationToken cancel)
    {
        if (enter.Length + leaveOut.Length == 0)
            return;
        if (years.First != years.Last)
            throw new ProblemException(ProblemCode.BadArgument, "--override", "a decision is about one year.", "Name a single year.");
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        foreach (var (source, enters) in enter.Select(source => (source, true)).Concat(leaveOut.Select(source => (source, false))))
            await DecisionsOf(database).DecideAsync(new(source, years.First, enters, reason ?? ""), cancel);
        Output.Progress("The decision is on record. Its reason is published with the figures, word for word.");
    }

    private static CoverageDecisions DecisionsOf(Npgsql.NpgsqlDataSource database) => new(database, TimeProvider.System, Environment.UserName);

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
                measured?.Gate,
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
            foreach (var verdict in measured.Gate.Where(verdict => verdict.Outcome != GateVerdict.Entered))
                Output.Line($"  {verdict.Source,-12} {verdict.Outcome}: {string.Join(' ', verdict.Findings.Select(finding => finding.Text).Append(verdict.Reason ?? ""))}".TrimEnd());
        }

        Output.Line($"  out {(published.Provisional ? "as provisional" : "as published")}: {published.Cells} cells, {published.Suppressed} of them suppressed.");
    }
}
