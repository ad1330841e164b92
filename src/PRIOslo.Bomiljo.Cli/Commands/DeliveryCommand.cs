using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo delivery list | withdraw ID</c>.</summary>
internal static class DeliveryCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Show the ledger of deliveries.") { Output.JsonOption };
        list.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var deliveries = await Deliveries.ListAsync(database, cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { Deliveries = deliveries });
                return 0;
            }

            if (deliveries.Count == 0)
                Output.Line("No delivery is in. Take one in with «bomiljo import SOURCE FILE».");
            foreach (var delivery in deliveries)
            {
                var days = delivery.FirstDay is null ? "no rows of its own" : $"{delivery.FirstDay:yyyy-MM-dd} – {delivery.LastDay:yyyy-MM-dd}";
                var end = delivery switch { { ReplacedBy: { } by } => $"  (replaced by {by})", { WithdrawnAt: not null } => "  (withdrawn)", _ => "" };
                Output.Line($"{delivery.Id,5}  {delivery.Source,-12} {days,-23}  {delivery.Accepted,8} accepted  {delivery.Rejected,6} rejected  {delivery.File}{end}");
            }

            return 0;
        });

        return new Command("delivery", "The ledger of deliveries.") { list, CreateWithdraw() };
    }

    private static Command CreateWithdraw()
    {
        var id = new Argument<int>("ID") { Description = "As delivery list shows it." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what rests on it." };
        var withdraw = new Command("withdraw", "Take a delivery and its incidents out; its entry in the ledger stays.") { id, dryRun, Output.JsonOption };
        withdraw.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var report = await Withdrawal.RunAsync(database, parsed.GetValue(id), parsed.GetValue(dryRun), TimeProvider.System.GetUtcNow(), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(report);
            else
                Print(report);
            return 0;
        });
        return withdraw;
    }

    private static void Print(WithdrawalReport report)
    {
        foreach (var year in report.Years)
        {
            var rests = year switch
            {
                { Published: true } => "published figures rest on it",
                { Frozen: true } => "frozen figures rest on it",
                { Measured: true } => "provisional figures rest on it",
                _ => "no figures rest on it",
            };
            Output.Line($"  {year.Year}: {Counted.Of(year.Rows, "row")}, {Counted.Of(year.Incidents, "incident")}; {rests}");
        }

        Output.Line(report.DryRun
            ? $"Delivery {report.Id} holds {Counted.Of(report.Removed, "row")}. Dry run: nothing was changed."
            : $"Delivery {report.Id} is withdrawn, with {Counted.Of(report.Removed, "row")}.{(report.Years.Any(year => year is { Measured: true, RawDeleted: false }) ? " Measure its years again." : "")}");
        var deleted = report.Years.Where(year => year.RawDeleted).Select(year => year.Year).ToList();
        if (deleted.Count > 0)
            Output.Line($"Raw rows of {string.Join(", ", deleted)} went when their term was over: what is measured of that stays, and cannot be measured again.");
        if (report.Years.Any(year => year is { Published: true, RawDeleted: false }))
            Output.Line("Published figures stay as they are until the year is measured and published again.");
        else if (report.Years.Any(year => year is { Frozen: true, RawDeleted: false }))
            Output.Line("Frozen figures stay as they are; measuring their year again makes a new version.");
    }
}
