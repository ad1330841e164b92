using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Counts placed incidents per year, delbydel and category.</summary>
internal sealed class IncidentCountQuery
{
    public static Task<IReadOnlyList<IncidentCount>> RunAsync(NpgsqlConnection connection, int firstYear, int lastYear, CancellationToken cancel) =>
        SqlRows.ReadAsync<IncidentCountQuery, IncidentCount>(connection, [new("first_year", firstYear), new("last_year", lastYear)],
            row => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4)), cancel);
}
