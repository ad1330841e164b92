using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>Reads the reports of one side of a rule.</summary>
internal static class SameEventQuery
{
    public static async Task<List<EventReport>> RunAsync(NpgsqlConnection connection, int firstYear, int lastYear, SameEventSide side, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(SameEventQuery)), connection)
        {
            Parameters =
            {
                new("first_year", firstYear), new("last_year", lastYear), new("sources", side.Sources.ToArray()), new("categories", side.Categories.ToArray()),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var reports = new List<EventReport>();
        while (await reader.ReadAsync(cancel))
        {
            reports.Add(new(reader.GetInt32(0), reader.GetInt32(1), reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt32(4),
                reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.IsDBNull(8) ? null : (reader.GetDouble(8), reader.GetDouble(9))));
        }

        return reports;
    }
}
