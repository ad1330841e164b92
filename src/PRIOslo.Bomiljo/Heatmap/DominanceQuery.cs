using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>How much of a delbydel's incidents comes from one place.</summary>
/// <param name="Theme">A theme's code, or <c>total</c>.</param>
/// <param name="Largest">Incidents at the point that has most.</param>
/// <param name="WithPoint">Incidents that have a point, 1 or more.</param>
public sealed record PointCount(string Delbydel, string Theme, int Largest, int WithPoint);

/// <summary>Counts placed incidents per delbydel, theme and point, and keeps the largest.</summary>
internal sealed class DominanceQuery
{
    public static Task<IReadOnlyList<PointCount>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel) =>
        SqlRows.ReadAsync<DominanceQuery, PointCount>(connection, [new("year", year)],
            row => new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)), cancel);
}
