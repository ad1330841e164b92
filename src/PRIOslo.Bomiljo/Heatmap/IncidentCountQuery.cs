using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Counts placed incidents per delbydel and theme.</summary>
internal static class IncidentCountQuery
{
    /// <param name="leftOut">Sources that are not counted.</param>
    public static async Task<List<IncidentCount>> RunAsync(NpgsqlConnection connection, int year, string[] leftOut, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(IncidentCountQuery)), connection)
        {
            Parameters = { new("year", (short)year), new("left_out", leftOut) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var counts = new List<IncidentCount>();
        while (await reader.ReadAsync(cancel))
            counts.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return counts;
    }
}
