using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo site rules list | adopt</c>: the location rules and who decided them.</summary>
internal static class SiteRulesCommand
{
    /// <param name="rulesPath">The option that names the rule file.</param>
    public static Command Create(Option<string> rulesPath) => new("rules", "The location rules: show and check them, adopt a threshold.")
    {
        CreateList(rulesPath), CreateAdopt(rulesPath),
    };

    private static Command CreateList(Option<string> rulesPath)
    {
        var on = new Option<string?>("--on") { Description = "The day, such as 2025-07-01; today where not given." };
        var list = new Command("list", "Check the rule file and show every version of its rules; the one that applies on the day has a star.") { on, rulesPath, Output.JsonOption };
        list.SetAction(parsed =>
        {
            var file = RuleFile.Load(parsed.GetValue(rulesPath)!);
            var day = parsed.GetValue(on) is { } text ? Day("--on", text) : OsloTime.DayOf(TimeProvider.System.GetUtcNow());
            var inForce = file.On(day).Rules;
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new
                {
                    File = file.Path,
                    On = day,
                    Rules = file.Rules.Select(rule => new
                    {
                        rule.Id,
                        rule.ValidFrom,
                        InForce = inForce.Contains(rule),
                        Groups = rule.Groups.Select(group => group.ToString()),
                        Role = Code(rule.Role),
                        Metric = rule.Metric.Name,
                        Comparison = Code(rule.Threshold?.Comparison),
                        rule.Threshold?.Met,
                        rule.Threshold?.Partly,
                        rule.Metric.Unit,
                        BasisKind = Code(rule.BasisKind),
                        rule.Adoption,
                    }),
                });
                return 0;
            }

            foreach (var rule in file.Rules)
            {
                var from = rule.ValidFrom is { } start ? Invariant($" from {start:yyyy-MM-dd}") : "";
                var threshold = rule.Threshold is { } met ? Invariant($": {Code(met.Comparison)} {met.Met} {rule.Metric.Unit}") : ": shown only";
                var basis = rule.Adoption is { } by ? Invariant($"adopted by {by.Body} {by.On:yyyy-MM-dd}, {by.Reference}") : Code(rule.BasisKind);
                Output.Line($"{(inForce.Contains(rule) ? '*' : ' ')} {rule.Id}{from}{threshold} ({basis})");
            }

            return 0;
        });
        return list;
    }

    private static Command CreateAdopt(Option<string> rulesPath)
    {
        var id = new Argument<string>("RULE") { Description = "The rule's id, as site rules list shows it." };
        var value = new Option<double>("--value") { Description = "The threshold; it is itself on the good side (save for a rule that asks for below it).", Required = true, CustomParser = DecimalNumber.Parse };
        var partly = new Option<double?>("--partly") { Description = "From here the rule is met in part, which asks for an inspection; leave it out where the decision names no such step.", CustomParser = DecimalNumber.ParseGiven };
        var unit = new Option<string>("--unit") { Description = "The unit of both: m, dwellings, homes or share (0 to 1).", Required = true };
        var body = new Option<string>("--body") { Description = "Who decided.", Required = true };
        var date = new Option<string>("--date") { Description = "The day of the decision, such as 2025-06-12.", Required = true };
        var reference = new Option<string>("--reference") { Description = "Case or document.", Required = true };
        var from = new Option<string?>("--valid-from") { Description = "The first day on which it applies; the day of the decision where not given." };
        var adopt = new Command("adopt", "Write a threshold that the organisation has adopted into the rule file, as a new version of the rule. Older versions stay.")
        {
            id, value, partly, unit, body, date, reference, from, rulesPath, Output.JsonOption,
        };
        adopt.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(rulesPath)!;
            var decided = Day("--date", parsed.GetValue(date)!);
            var start = parsed.GetValue(from) is { } text ? Day("--valid-from", text) : decided;
            var adoption = new Adoption(OwnWords.Demand(parsed.GetValue(body)!.Trim(), "--body"), decided, OwnWords.Demand(parsed.GetValue(reference)!.Trim(), "--reference"));
            if (decided > OsloTime.DayOf(TimeProvider.System.GetUtcNow()))
                throw new ProblemException(ProblemCode.BadArgument, "--date", "the day of the decision has not come yet.", "Give the day on which it was decided; --valid-from may be later.");
            var adopted = new AdoptedThreshold(parsed.GetValue(id)!, parsed.GetValue(value), parsed.GetValue(partly), parsed.GetValue(unit)!, adoption, start);
            RuleAdoption.Demand(path, adopted);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await AuditLog.AppendAsync(connection, AuditActions.RuleAdopt, adopted.Rule,
                new { adopted.Met, adopted.Partly, adopted.Unit, adoption.Body, DecidedOn = decided, adoption.Reference, ValidFrom = start }, cancel);
            RuleAdoption.Write(path, adopted);
            await transaction.CommitAsync(cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { File = path, Rule = parsed.GetValue(id), ValidFrom = start, Met = parsed.GetValue(value), Partly = parsed.GetValue(partly), Unit = parsed.GetValue(unit) });
            else
                Output.Line(Invariant($"{path}: rule {parsed.GetValue(id)} has {parsed.GetValue(value)} {parsed.GetValue(unit)} from {start:yyyy-MM-dd}, adopted by {adoption.Body}. A page that is being served reads it when it starts again."));
            return 0;
        });
        return adopt;
    }

    private static DateOnly Day(string place, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ProblemException(ProblemCode.BadArgument, place, "this is not a day.", "Write it as 2025-06-12.");

    private static string? Code<T>(T value) => value is null ? null : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
