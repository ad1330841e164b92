using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>What an analyst decides about a source-year: <c>measure --override</c>, <c>--leave-out</c>, <c>measure decision</c> and <c>measure break</c>.</summary>
internal static class GateCommands
{
    public static Command CreateBreak()
    {
        var name = new Argument<string>("NAME") { Description = "The code of a source or a theme." };
        var year = new Argument<int>("YEAR") { Description = "The first year that is not comparable with those before." };
        var reason = new Option<string>("--reason") { Description = "Why, in your own words; name nobody.", Required = true, HelpName = "TEXT" };
        var remove = new Option<bool>("--remove") { Description = "Take the break back; with --reason. It is kept in the history, and what is frozen keeps it." };
        var command = new Command("break", "Note a break in a series, or take it back: no change or trend is tested across it.") { name, year, reason, remove, Output.JsonOption };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            if (parsed.GetValue(remove))
            {
                await TakingBackOf(database).BreakAsync(parsed.GetValue(name)!, parsed.GetValue(year), parsed.GetValue(reason)!, cancel);
                TellRemoved("break", parsed.GetValue(name)!, parsed.GetValue(year), parsed.GetValue(Output.JsonOption));
                return 0;
            }

            await DecisionsOf(database).BreakAsync(parsed.GetValue(name)!, parsed.GetValue(year), parsed.GetValue(reason)!, cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Name = parsed.GetValue(name), Year = parsed.GetValue(year) });
            else
                Output.Line($"Noted: {parsed.GetValue(name)} is not comparable across the beginning of {parsed.GetValue(year)}. Measure that year and those after it again.");
            return 0;
        });
        return command;
    }

    public static Command CreateDecision()
    {
        var source = new Argument<string>("SOURCE") { Description = "A source's code." };
        var year = new Argument<int>("YEAR") { Description = "The year that the decision is about." };
        var remove = new Option<bool>("--remove") { Description = "Take the decision back; with --reason. It is kept in the history, and what is frozen keeps it." };
        var reason = new Option<string?>("--reason") { Description = "Why it is taken back, in your own words; name nobody.", HelpName = "TEXT" };
        var command = new Command("decision", "Show the decision about a source-year with what it answered, or take it back.") { source, year, remove, reason, Output.JsonOption };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            if (parsed.GetValue(remove))
            {
                await TakingBackOf(database).DecisionAsync(parsed.GetValue(source)!, parsed.GetValue(year), parsed.GetValue(reason) ?? "", cancel);
                TellRemoved("decision", parsed.GetValue(source)!, parsed.GetValue(year), parsed.GetValue(Output.JsonOption));
                return 0;
            }

            if (parsed.GetValue(reason) is not null)
                throw new ProblemException(ProblemCode.BadArgument, "--reason", "a reason is given to take the decision back; without --remove it is only shown.", "Add --remove, or leave --reason out.");
            Show(await DecisionsOf(database).StandingAsync(parsed.GetValue(source)!, parsed.GetValue(year), cancel), parsed.GetValue(Output.JsonOption));
            return 0;
        });
        return command;
    }

    private static void Show(CoverageDecision decision, bool json)
    {
        if (json)
        {
            Output.Json(decision);
            return;
        }

        Output.Line($"{decision.Source} {decision.Year} is {(decision.Enters ? "counted" : "left out")} by decision: {decision.Reason}");
        foreach (var finding in decision.Answered switch
        {
            null => ["whatever is found: it is from before findings were kept with it."],
            [] => ["no finding: the gate would let it in as it is."],
            var findings => findings,
        })
        {
            Output.Line($"  It answers: {finding}");
        }

        Output.Line(decision.Deliveries switch
        {
            null => "  It holds for any delivery: it is from before they were kept with it.",
            [] => "  No delivery was in when it was made.",
            var deliveries => $"  Deliveries that were in when it was made: {string.Join(", ", deliveries)}.",
        } + (decision is { Enters: false, Deliveries: not null } ? " Another one opens it again." : ""));
    }

    private static void TellRemoved(string kind, string name, int year, bool json)
    {
        if (json)
            Output.Json(new { Name = name, Year = year, Removed = kind });
        else
            Output.Line($"Taken back: the {kind} of {name} {year}. It is kept in the history. Measure that year and those after it again.");
    }

    /// <exception cref="ProblemException">BOM-001 with more than one year, or one source in both lists; BOM-621, BOM-622, BOM-628.</exception>
    public static async Task DecideAsync((int First, int Last) years, string[] enter, string[] leaveOut, string? reason, CancellationToken cancel)
    {
        if (enter.Length + leaveOut.Length == 0)
            return;
        if (years.First != years.Last)
            throw new ProblemException(ProblemCode.BadArgument, "--override", "a decision is about one year.", "Name a single year.");
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        await DecisionsOf(database).DecideAllAsync(
            [.. enter.Select(source => DecisionOf(source, enters: true)), .. leaveOut.Select(source => DecisionOf(source, enters: false))], cancel);

        CoverageDecision DecisionOf(string source, bool enters) => new(source, years.First, enters, reason ?? "");
    }

    private static TakingBack TakingBackOf(Npgsql.NpgsqlDataSource database) => new(database, TimeProvider.System, Environment.UserName);

    private static CoverageDecisions DecisionsOf(Npgsql.NpgsqlDataSource database) => new(database, TimeProvider.System, Environment.UserName);
}
