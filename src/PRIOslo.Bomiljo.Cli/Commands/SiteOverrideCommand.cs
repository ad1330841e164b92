using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo site override</c>: a person's verdict, with its reason, beside the computed one.</summary>
internal static class SiteOverrideCommand
{
    /// <param name="rulesPath">The option that names the rule file.</param>
    public static Command Create(Option<string> rulesPath)
    {
        var place = new PlaceOptions();
        var group = new Option<string>("--group") { Description = "The matrix's group, such as 5 or som-5-7.", Required = true };
        var verdict = new Option<Verdict>("--verdict") { Description = "What is decided: suitable, inspect, unsuitable or unknown.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, for those who read it later; name nobody.", Required = true };
        var project = new Option<int>("--project") { Description = "The project that the site belongs to: its number, as site project list shows it.", Required = true };
        var units = SiteCommand.UnitsOption();
        var command = new Command("override", "Decide otherwise than the rules at one place. The computed verdict stays beside it.")
        {
            group, verdict, reason, project, units, rulesPath, Output.JsonOption,
        };
        place.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (!GroupCode.TryParse(parsed.GetValue(group), out var code))
                throw new ProblemException(ProblemCode.BadArgument, "--group", "this is no group of the matrix.", $"Write one of {string.Join(", ", GroupCode.All)}.");
            var rules = RuleFile.Load(parsed.GetValue(rulesPath)!);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            var point = await place.ReadAsync(parsed, connection, cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var planned = parsed.GetValue(units);
            var computed = SiteOverrideStore.ToDecide(await service.CheckAsync(connection, point, [code], cancel, planned));
            var id = await new SiteOverrideStore(connection)
                .AddAsync(parsed.GetValue(project), point, computed, planned, parsed.GetValue(verdict), parsed.GetValue(reason)!, cancel);
            await transaction.CommitAsync(cancel);
            SiteOutput.Write(id, computed, planned, parsed.GetValue(verdict), parsed.GetValue(Output.JsonOption));
            return 0;
        });
        return command;
    }
}
