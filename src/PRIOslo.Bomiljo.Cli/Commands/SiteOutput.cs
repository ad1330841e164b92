using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>A screening's file of sites, where its result went, and what came of it.</summary>
/// <param name="File">The sites.</param>
/// <param name="Shared">Sites of it that share a name or a place.</param>
/// <param name="Target">Null where no file was wanted.</param>
/// <param name="Counts">By group.</param>
/// <param name="LeftOut">Groups that the cells of a grid cannot be judged for.</param>
/// <param name="Warnings">What to keep in mind about the layers.</param>
/// <param name="Sensitivity">Null where it was not asked for.</param>
internal sealed record ScreenedFile(
    SiteFile File,
    IReadOnlyList<SharedSites> Shared,
    string? Target,
    IReadOnlyList<VerdictCounts> Counts,
    IReadOnlyList<GroupCode> LeftOut,
    IReadOnlyList<WarningReport> Warnings,
    SensitivityReport? Sensitivity);

/// <summary>What the site verbs print.</summary>
internal static class SiteOutput
{
    private const int Shown = 20;

    public static void Write(SiteReport report, SensitivityReport? sensitivity, bool json)
    {
        if (json)
        {
            var node = JsonSerializer.SerializeToNode(report, SiteJson.Options)!.AsObject();
            if (sensitivity is not null)
                node["sensitivity"] = JsonSerializer.SerializeToNode(sensitivity, SiteJson.Options);
            Output.Json(node);
            return;
        }

        Output.Line($"{report.Site}: {report.Delbydel?.Name ?? "no delbydel"}{(report.Unknown is { } why ? $" ({Code(why)})" : "")}");
        if (report.Plot is { } plot)
            PlotOutput.Write(plot);
        foreach (var group in report.Groups)
        {
            Output.Line(group.NotApplicable is null
                ? Invariant($"Group {group.Group}: {Code(group.Verdict)}{(group.Score is { } score ? Invariant($", score {score}") : "")}{(group.Impossible is { } reason ? $", {reason}" : "")}, {group.RulesKnown} of {group.RulesDeciding} deciding rules known")
                : $"Group {group.Group}: does not apply, it is placed in existing dwellings: judge an address.");
            if (group.Override is { } decision)
                Output.Line(Invariant($"  Decided otherwise {decision.DecidedOn:yyyy-MM-dd} by {decision.DecidedBy}: {Code(decision.Verdict)} (computed then: {Code(decision.ComputedVerdict)}{(decision.Units is { } homes ? Invariant($", for {homes} {UnitOf("homes", homes)}") : "")}). {decision.Reason}"));
            foreach (var rule in group.Rules)
            {
                var measured = rule.Measured is { } value ? Invariant($"{value} {UnitOf(rule.Unit, value)}{(rule.MeasuredOrMore ? " or more" : "")}") : Code(rule.Unknown);
                var threshold = rule.Threshold is { } met ? Invariant($", {Code(rule.Comparison)} {met} {UnitOf(rule.Unit, met)}, {Code(rule.BasisKind)}") : "";
                Output.Line($"  {Code(rule.Outcome)} {rule.Id}: {measured}{threshold} ({rule.Layer}{(rule.LayerDate is { } date ? Invariant($" {date:yyyy-MM-dd}") : "")})");
            }

            foreach (var staff in group.Staff)
                Output.Line($"  Staff: {PlotOutput.Of(staff)}");
            if (group.Flips.Count > 0)
                Output.Line($"  Hangs on: {string.Join(", ", group.Flips.Select(flip => Invariant($"{flip.Rule} at {flip.Threshold} gives {Code(flip.Verdict)}")))}");
            foreach (var note in group.Notes)
                Output.Line($"  Note: {note.En}");
        }

        Print(report.Warnings);
        Print(sensitivity);
    }

    /// <param name="decision">The number of what was decided.</param>
    /// <param name="computed">What the rules gave.</param>
    /// <param name="verdict">What stands in its place.</param>
    public static void Write(int decision, GroupReport computed, int? units, Verdict verdict, bool json)
    {
        if (json)
            Output.Json(new { Decision = decision, computed.Group, Verdict = Code(verdict), ComputedVerdict = Code(computed.Verdict), ComputedScore = computed.Score, Units = units });
        else
            Output.Line($"Decision {decision} is on record: group {computed.Group} {Code(verdict)}, computed {Code(computed.Verdict)}{(units is { } homes ? Invariant($" for {homes} {UnitOf("homes", homes)}") : "")}.");
    }

    public static void Write(ScreenedFile screened, TimeSpan elapsed, bool json)
    {
        var seconds = Math.Round(elapsed.TotalSeconds, 3);
        var problems = screened.File.Problems;
        Warn(screened.Shared, screened.File.Sites.Count);
        if (json)
        {
            Output.Json(new
            {
                Out = screened.Target,
                Sites = screened.File.Sites.Count,
                Rejections = Rejections(problems),
                Warnings = screened.Shared.Concat<object>(screened.Warnings),
                Groups = screened.Counts,
                LeftOut = screened.LeftOut.Select(group => new { Group = group.ToString(), Reason = SiteReporting.ByAddress }),
                screened.Sensitivity,
                Seconds = seconds,
            });
            return;
        }

        Output.Line(Invariant($"{screened.File.Sites.Count} sites checked in {seconds} s, {problems.Count} rows rejected{(screened.Target is { } target ? $": {target}" : "")}"));
        Print(problems);
        Print(screened.Counts);
        Print(screened.Warnings);
        if (screened.LeftOut.Count > 0)
            Output.Line($"  Left out: group {string.Join(", ", screened.LeftOut)}, placed in existing dwellings. Judge addresses for them.");
        Print(screened.Sensitivity);
    }

    public static void Write(Backtest backtest, SiteFile file, IReadOnlyList<SharedSites> shared, IReadOnlyList<WarningReport> warnings, bool json)
    {
        var problems = file.Problems;
        Warn(shared, file.Sites.Count);
        if (json)
        {
            Output.Json(new
            {
                backtest.City,
                backtest.Homes,
                backtest.Rules,
                backtest.Sites,
                Rejections = Rejections(problems),
                Warnings = shared.Concat<object>(warnings),
            });
            return;
        }

        Output.Line("Of the whole city, on a grid:");
        Print(backtest.City);
        Output.Line("Existing homes:");
        Print(backtest.Homes);
        Output.Line("Rules, those that fail most homes first:");
        foreach (var rule in backtest.Rules)
            Output.Line(Invariant($"  {rule.Rule}: {Share(rule.FailingShare)} fail; {rule.Met} met, {rule.Partly} partly, {rule.NotMet} not met, {rule.Unknown} unknown of {rule.Homes} ({Code(rule.BasisKind)})"));
        foreach (var site in backtest.Sites.Where(site => site.Failed.Count + site.InPart.Count > 0))
            Output.Line($"  {site.Site}, group {site.Group}, {Code(site.Verdict)}: fails {List(site.Failed)}; partly {List(site.InPart)}");
        Print(warnings);
        Print(problems);
    }

    private static IEnumerable<object> Rejections(IReadOnlyList<SiteProblem> problems) =>
        problems.Select(problem => new { problem.Line, problem.Column, Code = problem.Code.ToString(), problem.What });

    private static void Warn(IReadOnlyList<SharedSites> shared, int sites)
    {
        foreach (var some in shared)
        {
            var (what, so) = some.Kind == Shared.SameName
                ? ("have a name that another has too, for the same group or without one", "the result does not tell them apart")
                : ("lie where another does, to the last corner", "they measure the same");
            Output.Progress(Invariant($"Warning: {some.Sites} of {sites} sites {what}, such as lines {some.FirstLines[0]} and {some.FirstLines[1]}; {so}. Each is judged."));
        }
    }

    private static void Print(IReadOnlyList<WarningReport> warnings)
    {
        foreach (var warning in warnings)
        {
            Output.Line(warning.Units is { } units
                ? Invariant($"Warning: {warning.Kind}: {units} {(units == 1 ? "dwelling unit reaches" : "dwelling units reach")} no home (without a number in or by a building for something else, or more than {UnitsOfBuildings.ReachMetres} m from one) and {(units == 1 ? "counts" : "count")} nowhere")
                : Invariant($"Warning: {warning.Kind} {warning.Subject} {warning.Date:yyyy-MM-dd}").TrimEnd());
        }
    }

    private static void Print(IReadOnlyList<VerdictCounts> counts)
    {
        foreach (var group in counts)
        {
            Output.Line(Invariant(
                $"  Group {group.Group}: {Share(group.SuitableShare)} suitable; {group.Suitable} suitable, {group.Inspect} inspect, {group.Unsuitable} unsuitable, {group.Unknown} unknown{(group.NotApplicable > 0 ? Invariant($", {group.NotApplicable} not applicable") : "")}"));
        }
    }

    private static void Print(IReadOnlyList<SiteProblem> problems)
    {
        foreach (var problem in problems.Take(Shown))
            Output.Line($"  {problem}");
        if (problems.Count > Shown)
            Output.Line($"  … and {problems.Count - Shown} more; --json lists all.");
    }

    private static void Print(SensitivityReport? sensitivity)
    {
        if (sensitivity is null)
            return;
        Output.Line("Thresholds moved, verdicts that flip:");
        foreach (var variant in sensitivity.Thresholds)
        {
            foreach (var group in variant.Groups.Where(group => group.Flips > 0))
                Output.Line(Invariant($"  {variant.Rule} × {variant.Factor}, group {group.Group}: {group.Flips} flip, {group.Suitable} suitable"));
        }

        foreach (var group in sensitivity.Weights.SelectMany(variant => variant.Groups).GroupBy(group => group.Group, StringComparer.Ordinal))
            Output.Line(Invariant($"Weights drawn, group {group.Key}: scores move at most {group.Max(draw => draw.LargestScoreChange)}, of the ten best at least {group.Min(draw => draw.TopTenKept)} stay"));
        foreach (var site in sensitivity.Sites.Take(Shown))
            Output.Line($"  {site.Site}, group {site.Group} hangs on {List(site.Rules)}");
        if (sensitivity.Sites.Count > Shown)
            Output.Line($"  … and {sensitivity.Sites.Count - Shown} more; --json lists all.");
    }

    private static string UnitOf(string unit, double count) => (unit, count) switch
    {
        ("dwellings", 1) => "dwelling",
        ("homes", 1) => "home",
        _ => unit,
    };

    private static string List(IReadOnlyList<string> ids) => ids.Count == 0 ? "none" : string.Join(", ", ids);

    private static string Share(double? share) => share is { } known ? Invariant($"{Math.Round(known * 100, 2)} %") : "–";

    private static string Code<T>(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
