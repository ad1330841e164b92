using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>How the position of a source's incidents in one delbydel is known.</summary>
/// <param name="ByPoint">Of <paramref name="Incidents"/>, those with a point or an address; the others' place is an area.</param>
/// <param name="ByStreet">Those with a street only.</param>
public sealed record SourceCount(string Delbydel, string Theme, string Source, int Incidents, int ByPoint, int ByStreet);

/// <summary>Counts placed incidents per delbydel, theme and source by how their position is known.</summary>
internal sealed class QualityQuery
{
    public static Task<IReadOnlyList<SourceCount>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel) =>
        SqlRows.ReadAsync<QualityQuery, SourceCount>(connection, [new("year", year)],
            row => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)), cancel);
}
