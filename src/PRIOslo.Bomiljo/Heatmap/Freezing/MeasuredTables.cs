using System.Text.Json;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>A table of a measurement.</summary>
/// <param name="Relation">Its quoted name with the schema.</param>
/// <param name="Key">The columns that tell its rows apart within a year and version.</param>
/// <param name="Doubles">Columns of type double precision.</param>
internal sealed record MeasuredTable(string Name, string Relation, IReadOnlyList<string> Key, IReadOnlySet<string> Doubles);

/// <summary>Reads the rows of a measurement from whatever tables there are.</summary>
internal abstract class MeasuredTables
{
    public static Task<IReadOnlyList<MeasuredTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        SqlRows.ReadAsync<MeasuredTables, MeasuredTable>(connection, [], row => new(row.GetString(0), row.GetString(1),
            row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3).ToHashSet(StringComparer.Ordinal)), cancel);

    /// <returns>The rows of a year and version, each as a JSON object, by the values of the key joined by spaces.</returns>
    public static async Task<SortedDictionary<string, JsonElement>> ReadAsync(
        NpgsqlConnection connection, MeasuredTable table, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT to_jsonb(r)::text FROM {table.Relation} r WHERE r.year = @year AND r.version = @version", connection)
        {
            Parameters = { new("year", year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var row = JsonSerializer.Deserialize<JsonElement>(reader.GetString(0));
            rows.Add(string.Join(' ', table.Key.Select(column => row.GetProperty(column).ToString())), row);
        }

        return rows;
    }
}
