using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>How much of a source stands behind a year.</summary>
/// <param name="Source">The source's code.</param>
/// <param name="Themes">Themes of which it delivered something in the year, by code.</param>
/// <param name="Placed">Rows placed in an area.</param>
/// <param name="Unplaced">Rows inside the city or without a place, in no area.</param>
/// <param name="Outside">Rows outside the city.</param>
/// <param name="Months">Months of the year with at least one incident, 0 to 12.</param>
public sealed record Coverage(string Source, IReadOnlyList<string> Themes, int Placed, int Unplaced, int Outside, int Months);

/// <summary>Counts rows per source by where they were placed.</summary>
internal static class CoverageQuery
{
    public static async Task<List<Coverage>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(CoverageQuery)), connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<Coverage>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new(reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5)));
        return rows;
    }
}
