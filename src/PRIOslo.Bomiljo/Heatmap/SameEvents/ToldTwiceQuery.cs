using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>Finds what the totals of the years leave out.</summary>
internal static class ToldTwiceQuery
{
    /// <param name="connection">In the measurement's transaction.</param>
    /// <param name="firstYear">The first of the years looked back on.</param>
    /// <param name="year">The measured one.</param>
    /// <param name="rules">Those that are switched on; with none, nothing is left out.</param>
    public static async Task<ToldTwice> RunAsync(
        NpgsqlConnection connection, int firstYear, int year, IReadOnlyList<SameEventRule> rules, CancellationToken cancel)
    {
        if (rules.Count == 0)
            return ToldTwice.None;
        var reports = new Dictionary<SameEventRule, (IReadOnlyList<EventReport>, IReadOnlyList<EventReport>)>();
        foreach (var rule in rules)
        {
            reports.Add(rule, (await SameEventQuery.RunAsync(connection, firstYear, year, rule.First, cancel),
                await SameEventQuery.RunAsync(connection, firstYear, year, rule.Second, cancel)));
        }

        var told = ToldTwice.Of(year, rules, rule => reports[rule]);
        return told with { Counts = [.. await MeasuredAsync(connection, firstYear, year, cancel), .. told.Counts] };
    }

    private static async Task<List<ToldTwiceCount>> MeasuredAsync(NpgsqlConnection connection, int firstYear, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(ToldTwiceQuery)), connection)
        {
            Parameters = { new("first_year", firstYear), new("last_year", year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counts = new List<ToldTwiceCount>();
        while (await reader.ReadAsync(cancel))
            counts.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        return counts;
    }
}
