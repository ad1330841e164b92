using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>Finds what the total of a year leaves out.</summary>
internal static class SameEventQuery
{
    public static async Task<ToldTwice> RunAsync(NpgsqlConnection connection, int year, IReadOnlyList<SameEventRule> rules, CancellationToken cancel)
    {
        var reports = new Dictionary<SameEventRule, (IReadOnlyList<EventReport>, IReadOnlyList<EventReport>)>();
        foreach (var rule in rules)
            reports.Add(rule, (await ReadAsync(connection, year, rule.First, cancel), await ReadAsync(connection, year, rule.Second, cancel)));
        return ToldTwice.Of(rules, rule => reports[rule]);
    }

    private static async Task<List<EventReport>> ReadAsync(NpgsqlConnection connection, int year, SameEventSide side, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(SameEventQuery)), connection)
        {
            Parameters = { new("year", year), new("sources", side.Sources.ToArray()), new("categories", side.Categories.ToArray()) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var reports = new List<EventReport>();
        while (await reader.ReadAsync(cancel))
        {
            reports.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4),
                reader.GetString(5), reader.IsDBNull(6) ? null : (reader.GetDouble(6), reader.GetDouble(7))));
        }

        return reports;
    }
}
