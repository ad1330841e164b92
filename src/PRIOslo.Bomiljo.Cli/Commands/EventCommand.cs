using System.CommandLine;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo event add | list | remove</c>: what was done where and when.</summary>
internal static class EventCommand
{
    public static Command Create() => new("event", "Measures and events, shown beside the series.") { CreateAdd(), CreateList(), CreateRemove() };

    private static Command CreateAdd()
    {
        var kind = new Option<string>("--kind") { Description = $"One of {string.Join(", ", EventRegister.Kinds)}.", Required = true };
        var area = new Option<string?>("--area") { Description = "A delbydel (0105) or a bydel (01); the whole city where not given." };
        var from = new Option<DateOnly>("--from") { Description = "The first day, as 2023-05-01.", Required = true };
        var to = new Option<DateOnly?>("--to") { Description = "The last day; not given while it lasts." };
        var text = new Option<string>("--text") { Description = "What was done; name nobody.", Required = true };
        var isPublic = new Option<bool>("--public") { Description = "It may be told outside the house. Refused for a facility: where one lies never goes out." };
        var add = new Command("add", "Put a measure or an event on record.") { kind, area, from, to, text, isPublic, Output.JsonOption };
        add.SetAction(async (parsed, cancel) =>
        {
            var registered = new RegisteredEvent(0, parsed.GetValue(kind)!, parsed.GetValue(area), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(text)!, parsed.GetValue(isPublic), "");
            var id = await RunAsync((register, stop) => register.AddAsync(registered, stop), cancel);
            var (afterMeasuring, afterCorrection) = await OutsideAsync(registered, cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { Id = id, ToldAfterMeasuring = afterMeasuring, ToldAfterCorrection = afterCorrection });
                return 0;
            }

            Output.Line($"Event {id} is on record.");
            foreach (var year in afterMeasuring)
                Output.Line($"  {year} is out without it, as provisional: it goes out with the next `bomiljo measure {year}`.");
            foreach (var year in afterCorrection)
                Output.Line($"  {year} is out without it, by decision: it goes out when the year's figures are corrected.");
            return 0;
        });
        return add;
    }

    /// <returns>The years that a public event touches and whose reports are out without it: the provisional ones, which the next measurement puts
    /// out anew, and those by decision, which change by a correction alone; both empty where it is not public.</returns>
    private static async Task<(IReadOnlyList<int> AfterMeasuring, IReadOnlyList<int> AfterCorrection)> OutsideAsync(RegisteredEvent registered, CancellationToken cancel)
    {
        if (!registered.Public)
            return ([], []);
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        var touched = (await new PublishedReader(connection).ReleasesAsync(cancel))
            .Where(release => release.Year >= registered.FirstDay.Year && release.Year <= (registered.LastDay?.Year ?? release.Year))
            .OrderBy(release => release.Year).ToLookup(release => release.Provisional, release => release.Year);
        return ([.. touched[true]], [.. touched[false]]);
    }

    private static Command CreateList()
    {
        var area = new Option<string?>("--area") { Description = "A delbydel: its own events, its bydel's and the city's. All where not given." };
        var list = new Command("list", "Show what is on record.") { area, Output.JsonOption };
        list.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            var events = await new RegisterReader(connection).EventsAsync(parsed.GetValue(area), cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new { Events = events });
                return 0;
            }

            foreach (var one in events)
                Output.Line($"{one.Id,5}  {one.Kind,-9} {one.Area ?? "by",-4}  {one.FirstDay:yyyy-MM-dd} – {one.LastDay:yyyy-MM-dd}  {one.Text}{(one.Public ? "  (public)" : "")}");
            return 0;
        });
        return list;
    }

    private static Command CreateRemove()
    {
        var id = new Argument<int>("ID") { Description = "As event list shows it." };
        var remove = new Command("remove", "Mark an event as removed; what was on record stays in the audit.") { id };
        remove.SetAction(async (parsed, cancel) =>
        {
            await RunAsync(async (register, stop) =>
            {
                await register.RemoveAsync(parsed.GetValue(id), stop);
                return 0;
            }, cancel);
            return 0;
        });
        return remove;
    }

    /// <summary>Works on the register as the owner.</summary>
    internal static async Task<int> RunAsync(Func<EventRegister, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(new EventRegister(connection, TimeProvider.System), cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }
}
