using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo heatmap index</c>.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "A measured year.", Required = true };
        var version = CreateVersion();
        var index = new Command("index", "The combined index of the delbydeler, by code, with its uncertainty: true figures, for analysts.") { year, version, Output.JsonOption };
        index.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var chosen = await MeasuredVersions.DemandAsync(connection, parsed.GetValue(year), parsed.GetValue(version), onlyOut: false, cancel);
            await AuditLog.AppendAsync(connection, AuditActions.InternalExport, $"year {chosen.Shown.Year}", new { Index = true, chosen.Shown.Version }, cancel);
            var values = await IndexValueQuery.RunAsync(connection, chosen.Shown.Year, chosen.Shown.Version, cancel);
            if (values.Count == 0)
                throw new ProblemException(ProblemCode.NotMeasured, $"year {chosen.Shown.Year}, version {chosen.Shown.Version}", "it has no index.", "Give at least one theme with rates a weight in importers/measurement.json, and measure again.");
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { chosen.Shown.Year, chosen.Shown.Version, Newer = Newer(chosen), Areas = values });
                return 0;
            }

            Output.Line(Heading(chosen));
            Output.Line("code  index (95 %)            place (95 %)  with weights ±25 %  P(worst tenth)  area");
            foreach (var value in values)
            {
                Output.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{value.Area}  {value.Value,6:0.00} ({value.ValueLow,5:0.00} to {value.ValueHigh,5:0.00})  {value.RankLow,4} to {value.RankHigh,3}  {value.RankWeightsLow,8} to {value.RankWeightsHigh,3}  {value.WorstTenthProbability,14:0.00}  {value.AreaName}{(value.AmongWorstTenth ? ": among the worst tenth" : "")}"));
            }

            return 0;
        });
        return index;
    }

    /// <summary>Which of a year's versions; a correction does not take the earlier one away.</summary>
    public static Option<int?> CreateVersion() => new("--version") { Description = "One of the year's versions; the newest where not given.", HelpName = "N" };

    /// <returns>The version that came after the shown one, for JSON; null where the shown one is the newest.</returns>
    public static object? Newer(ChosenVersion chosen) => chosen.Newer is { } newer ? new { newer.Version, newer.Reason } : null;

    /// <returns>Year and version, and why a newer one corrects it, or which earlier one readers see.</returns>
    public static string Heading(ChosenVersion chosen) => $"{chosen.Shown.Year}, version {chosen.Shown.Version}" + chosen switch
    {
        { Newer: { Reason: { } reason } newer } => $": version {newer.Version} corrects it. {reason}",
        { Newer: { } newer } => $": version {newer.Version} is newer, and not frozen.",
        { Seen: { } seen } => $": version {seen.Version} is what readers see.",
        _ => ".",
    };
}
