using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Finds the areas whose boundary has not moved since earlier years.</summary>
internal sealed class ComparableAreaQuery
{
    /// <summary>Share of the area: a border drawn finer moves less, a part given to a neighbour more.</summary>
    private const double Tolerance = 0.01;

    /// <returns>Codes by earlier year: of delbydeler, of bydeler whose outline is the same, and <c>by</c> where the city's is.</returns>
    public static async Task<Dictionary<int, IReadOnlySet<string>>> RunAsync(NpgsqlConnection connection, int firstYear, int year, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<ComparableAreaQuery, (int Year, string Code)>(
            connection, [new("first_year", firstYear), new("year", year), new("tolerance", Tolerance)], row => (row.GetInt32(0), row.GetString(1)), cancel);
        return rows.GroupBy(row => row.Year).ToDictionary(
            group => group.Key, IReadOnlySet<string> (group) => group.Select(row => row.Code).ToHashSet(StringComparer.Ordinal));
    }
}
