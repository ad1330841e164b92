using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo measure freeze YEAR</c> and <c>bomiljo measure verify YEAR</c>.</summary>
internal static class FreezeCommands
{
    private const int MostDifferencesShown = 20;

    public static Option<string?> CreateReason() => new("--reason")
    {
        Description = "Why this version corrects an earlier frozen one; needed only then. It is published with the figures: name nobody.",
        HelpName = "TEXT",
    };

    public static Command CreateFreeze()
    {
        var years = new Argument<string>("YEAR") { Description = "A measured year, or FROM-TO." };
        var reason = CreateReason();
        var freeze = new Command("freeze", "Bind the latest version of a year, and all that it rests on, under one hash; it never changes after that.") { years, reason, Output.JsonOption };
        freeze.SetAction(async (parsed, cancel) =>
        {
            var reports = await FreezeAsync(MeasureCommand.ReadYears(parsed.GetValue(years)!), parsed.GetValue(reason), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Years = reports });
            return 0;
        });
        return freeze;
    }

    /// <summary>Freezes what is not frozen yet, and says so.</summary>
    public static async Task<IReadOnlyList<FreezeReport>> FreezeAsync((int First, int Last) years, string? reason, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        var reports = new List<FreezeReport>();
        for (var year = years.First; year <= years.Last; year++)
        {
            var report = await new Freezer(database, TimeProvider.System, Environment.UserName).RunAsync(year, reason, cancel);
            Output.Progress($"{year}, version {report.Version}: {(report.AlreadyFrozen ? "was frozen before" : "frozen")} under {report.Sha256}.");
            if (report.Drops(reason))
                Output.Progress($"{year}, version {report.Version}: the reason was not kept, because {(report.AlreadyFrozen ? "nothing was corrected: the version stands as it was frozen" : "the year's first version corrects nothing")}.");
            reports.Add(report);
        }

        return reports;
    }

    public static Command CreateVerify()
    {
        var year = new Argument<int>("YEAR") { Description = "A frozen year." };
        var version = new Option<int?>("--version") { Description = "A frozen version; the latest where not given." };
        var threads = new Option<int>("--threads") { Description = "How many to measure with; the bits do not depend on it. All processors where not given.", DefaultValueFactory = _ => -1 };
        threads.Validators.Add(result =>
        {
            // What is no number is told by the option itself; asking for its value would throw here.
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var count) && count is 0 or < -1)
                result.AddError("--threads is 1 or more.");
        });
        var verify = new Command("verify", "Check a frozen year against its seal, and by measuring it again from its inputs.") { year, version, threads, Output.JsonOption };
        verify.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var report = await new Verification(database, TimeProvider.System, Replacement.RunAsync).RunAsync(parsed.GetValue(year), parsed.GetValue(version), parsed.GetValue(threads), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(report);
            else
                Print(report);
            return report.Holds ? 0 : throw Differs(report);
        });
        return verify;
    }

    /// <summary>The first line is the verdict; it never reads as verified where nothing was measured again.</summary>
    private static void Print(VerifyReport report)
    {
        var seal = report.SealHolds ? "seal unbroken" : "SEAL BROKEN";
        var again = report.NotRecomputed is { } why ? $"NOT measured again, because {why}"
            : report.Differences.Count > 0 ? "measured again, and it differs"
            : report.ComputedOtherwise.Count > 0 ? $"measured again: the counts are the same, and this version of the program computes {report.ComputedOtherwise.Sum(one => one.Figures)} figures otherwise"
            : $"measured again, {(report.SameBits is true ? "the same to the last bit" : $"counts the same, figures to {RowTolerance}")}";
        Output.Line($"{report.Year}, version {report.Version}: {seal}; {again}.");
        Output.Line($"  {report.Sha256}");
        if (!report.IsCurrent)
            Output.Line("  A later version corrects it.");
        if (report.Reason is not null)
            Output.Line($"  A correction: {report.Reason}");
        if (report.PutBack.Count > 0)
            Output.Line($"  Changed since, and taken as it was bound: {string.Join(", ", report.PutBack)}.");
        if (report.ComputedOtherwise.Count > 0)
        {
            Output.Line($"  What is kept is what was frozen. This version, {report.VerifiedBy}, computes otherwise than {report.MeasuredBy}, which measured it:");
            foreach (var table in report.ComputedOtherwise.GroupBy(one => one.Table))
                Output.Line($"    {table.Key}: {string.Join(", ", table.Select(one => $"{one.Column ?? "rows that one of them lacks"} {one.Figures}"))}");
        }
    }

    private const string RowTolerance = "1e-9";

    private static ProblemException Differs(VerifyReport report) => new(ProblemCode.FrozenDiffers, $"year {report.Year}, version {report.Version}",
        (report.SealHolds ? "what is kept is what was frozen, and the raw incidents that are in give something else: " : "what is kept is not what was frozen: ")
        + $"{string.Join("; ", report.Differences.Take(MostDifferencesShown))}"
        + (report.Differences.Count > MostDifferencesShown ? $" and {report.Differences.Count - MostDifferencesShown} more." : "."),
        "Restore the latest backup that verifies, and find out who changed them.");
}
