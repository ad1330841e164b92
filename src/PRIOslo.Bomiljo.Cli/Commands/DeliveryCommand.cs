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

            foreach (var delivery in deliveries)
                Output.Line($"{delivery.Id,5}  {delivery.Source,-12} {delivery.FirstDay:yyyy-MM-dd} – {delivery.LastDay:yyyy-MM-dd}  {delivery.Accepted,8} accepted  {delivery.Rejected,6} rejected  {delivery.File}{(delivery.WithdrawnAt is null ? "" : "  (withdrawn)")}");
            return 0;
        });

        var id = new Argument<int>("ID") { Description = "As delivery list shows it." };
        var withdraw = new Command("withdraw", "Take a delivery and its incidents out; its entry in the ledger stays.") { id, Output.JsonOption };
        withdraw.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var removed = await Deliveries.WithdrawAsync(database, parsed.GetValue(id), TimeProvider.System.GetUtcNow(), cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Id = parsed.GetValue(id), Removed = removed });
            else
                Output.Line($"Delivery {parsed.GetValue(id)} is withdrawn; {removed} rows were removed. Measure its years again.");
            return 0;
        });
        return new Command("delivery", "The ledger of deliveries.") { list, withdraw };
    }
}
