using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Looks;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo heatmap index</c>.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "A measured year.", Required = true };
        var index = new Command("index", "The combined index of the delbydeler, by code, with its uncertainty: true figures, for analysts.") { year, Output.JsonOption };
        index.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            await AuditLog.AppendAsync(connection, AuditActions.InternalExport, $"year {parsed.GetValue(year)}", new { Index = true }, cancel);
            var values = await IndexValueQuery.RunAsync(connection, parsed.GetValue(year), cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { Year = parsed.GetValue(year), Areas = values });
                return 0;
            }

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
}
