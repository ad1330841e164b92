using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal sealed class DelbydelFiguresQuery
{
    private DelbydelFiguresQuery()
    {
    }

    /// <returns>By delbydel code; those of which nothing is known are absent.</returns>
    public static async Task<IReadOnlyDictionary<string, DelbydelFigures>> RunAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<DelbydelFiguresQuery, (string Code, double Share)>(
            connection, [], row => (row.GetString(0), row.GetDouble(1)), cancel);
        return rows.ToDictionary(row => row.Code, row => new DelbydelFigures(row.Share, null), StringComparer.Ordinal);
    }
}
