using System.CommandLine;
using System.Globalization;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo measure YEAR|FROM-TO</c> and <c>bomiljo measure publish YEAR</c>.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var years = new Argument<string>("YEAR") { Description = "A year, or FROM-TO." };
        var interpolate = new Option<bool>("--interpolate") { Description = "Let population figures that are missing lie between known years; they are marked." };
        var enters = new Option<string[]>("--override") { Description = "Count this source although the coverage gate refuses it; with --reason.", HelpName = "SOURCE" };
        var leftOut = new Option<string[]>("--leave-out") { Description = "Measure the year without this source; with --reason.", HelpName = "SOURCE" };
        var reason = new Option<string?>("--reason") { Description = "Why, in your own words. It is stored and published: name nobody.", HelpName = "TEXT" };
        var command = new Command("measure", "Count, compute rates and put the protected figures out as provisional.") { years, interpolate, enters, leftOut, reason, Output.JsonOption };
        command.SetAction(async (parsed, cancel) =>
        {
            var wanted = ReadYears(parsed.GetValue(years)!);
            var (entering, leaving) = (parsed.GetValue(enters) ?? [], parsed.GetValue(leftOut) ?? []);
            var decides = entering.Length + leaving.Length > 0;
            await MeasurePreparation.RunAsync(wanted, cancel);
            Task<int> Measure() => MeasureAsync(wanted, parsed.GetValue(interpolate), decides, parsed.GetValue(Output.JsonOption), cancel);
            return !decides ? await Measure()
                : await DecidedAsync(wanted.First, [.. entering, .. leaving], () => GateCommands.DecideAsync(wanted, entering, leaving, parsed.GetValue(reason), cancel), Measure, cancel);
        });

        var year = new Argument<string>("YEAR") { Description = "A measured year, or FROM-TO." };
        var correction = FreezeCommands.CreateReason();
        var publish = new Command("publish", "Publish the latest version of a year by decision, and freeze it first where it is not; it never changes after that.") { year, correction, Output.JsonOption };
        publish.SetAction((parsed, cancel) => PublishAsync(ReadYears(parsed.GetValue(year)!), parsed.GetValue(correction), parsed.GetValue(Output.JsonOption), cancel));
        command.Subcommands.Add(FreezeCommands.CreateFreeze());
        command.Subcommands.Add(FreezeCommands.CreateVerify());
        command.Subcommands.Add(publish);
        command.Subcommands.Add(GateCommands.CreateBreak());
        command.Subcommands.Add(GateCommands.CreateDecision());
        return command;
    }

    /// <summary>Decides and measures. Where the figures may not go out with it, the decision does not stand: else the year could be neither
    /// measured nor published.</summary>
    private static async Task<int> DecidedAsync(int year, IReadOnlyList<string> sources, Func<Task> decide, Func<Task<int>> measure, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var takingBack = new TakingBack(database, TimeProvider.System, Environment.UserName);
        var before = await takingBack.BeforeAsync(year, sources, cancel);
        await decide();
        try
        {
            var exit = await measure();
            Output.Progress("The decision is on record. Its reason is published with the figures, word for word.");
            return exit;
        }
        catch (ProblemException refused) when (refused.Code == ProblemCode.NotProtected || refused.Code == ProblemCode.NotSafeBesideEarlier)
        {
            await takingBack.UndoAsync(before, $"The measurement with it was refused ({refused.Code}).", cancel);
            Output.Progress($"The decision is taken back, because the measurement with it was refused; what stood before it stands. It is kept in the history. Measure {year} again without it.");
            throw;
        }
        catch (ProblemException)
        {
            Output.Progress($"The decision is on record, for when {year} is measured; `bomiljo measure decision SOURCE {year} --remove --reason TEXT` takes it back.");
            throw;
        }
    }

    /// <summary>Measures each year and puts it out as provisional.</summary>
    /// <param name="decides">Figures that may not go out are not kept: the decision that they rest on is taken back.</param>
    public static async Task<int> MeasureAsync((int First, int Last) years, bool interpolate, bool decides, bool json, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var measurement = new Measurement(database, TimeProvider.System);
        var results = new List<object>();
        for (var year = years.First; year <= years.Last; year++)
        {
            var measured = await measurement.RunAsync(year, interpolate, Publisher.DemandSafeAsync, elseNextVersion: !decides, cancel);
            var published = await PutOutAsync(database, measured, decides, cancel);
            results.Add(MeasureOutput.Json(measured, published));
            if (!json)
                MeasureOutput.Print(measured, published);
        }

        if (json)
            Output.Json(new { Years = results });
        return 0;
    }

    private static async Task<PublishReport> PutOutAsync(NpgsqlDataSource database, MeasurementReport measured, bool decides, CancellationToken cancel)
    {
        try
        {
            return await new Publisher(database, TimeProvider.System).RunAsync(measured.Year, provisional: true, cancel);
        }
        catch (ProblemException refused) when (!decides && refused.Code == ProblemCode.NotSafeBesideEarlier)
        {
            Output.Progress($"{measured.Year} is measured as version {measured.Version}, for analysts only (`bomiljo heatmap export --year {measured.Year} --version {measured.Version} --internal`, /analyse); what is out stays as it is.");
            throw;
        }
    }

    private static async Task<int> PublishAsync((int First, int Last) years, string? reason, bool json, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        // Before freezing, which cannot be undone.
        for (var year = years.First; year <= years.Last; year++)
            await new Publisher(database, TimeProvider.System).DemandSafeAsync(year, cancel);
        await FreezeCommands.FreezeAsync(years, reason, cancel);
        var results = new List<object>();
        for (var year = years.First; year <= years.Last; year++)
        {
            var published = await new Publisher(database, TimeProvider.System).RunAsync(year, provisional: false, cancel);
            results.Add(MeasureOutput.Json(null, published));
            if (!json)
                MeasureOutput.Print(published);
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
}
