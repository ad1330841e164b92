using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Reads what one incident of each category weighs.</summary>
internal sealed class SeverityQuery
{
    public static async Task<Dictionary<string, double>> RunAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await SqlRows.ReadAsync<SeverityQuery, (string Category, double Weight)>(connection, [], row => (row.GetString(0), row.GetDouble(1)), cancel))
        .ToDictionary(row => row.Category, row => row.Weight, StringComparer.Ordinal);
}
