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
        var rows = await SqlRows.ReadAsync<DelbydelFiguresQuery, (string Code, DelbydelFigures Figures)>(
            connection, [], row => (row.GetString(0), new DelbydelFigures(Number(row, 1), Number(row, 2), Year(row, 3), Year(row, 4))), cancel);
        return rows.ToDictionary(row => row.Code, row => row.Figures, StringComparer.Ordinal);
    }

    private static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static int? Year(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
