using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Reads the population figures of all areas and years that a measurement may need.</summary>
internal sealed class PopulationQuery
{
    public static Task<IReadOnlyList<PopulationFigure>> RunAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        SqlRows.ReadAsync<PopulationQuery, PopulationFigure>(connection, [],
            row => new(row.GetString(0), row.GetInt16(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt32(3), row.IsDBNull(4) ? null : row.GetInt32(4)), cancel);
}
