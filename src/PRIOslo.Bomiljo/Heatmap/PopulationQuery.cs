using Npgsql;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Residents per area code in one year; an area that is not in it has no known figure.</summary>
internal static class PopulationQuery
{
    public static async Task<Dictionary<string, int>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT code, residents FROM geo.population WHERE year = @year", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var residents = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            residents.Add(reader.GetString(0), reader.GetInt32(1));
        return residents;
    }
}
