using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Finds the areas that can be compared with earlier years.</summary>
internal sealed class ComparableAreaQuery
{
    /// <summary>Share of the area: a border drawn finer moves less, a part given to a neighbour more.</summary>
    private const double Tolerance = 0.01;

    /// <param name="Whole">Null for a delbydel.</param>
    private sealed record Row(int Year, string Code, WholeArea? Whole);

    /// <param name="changes">The table of changed areas.</param>
    /// <returns>Codes by earlier year: of delbydeler whose boundary has not moved, of bydeler whose outline is the same and whose counts the table carries over
    /// completely, and <c>by</c> where so is the city.</returns>
    public static async Task<Dictionary<int, IReadOnlySet<string>>> RunAsync(NpgsqlConnection connection, int firstYear, int year, CodeChanges changes, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<ComparableAreaQuery, Row>(
            connection, [new("first_year", firstYear), new("year", year), new("tolerance", Tolerance)],
            row => new(row.GetInt32(0), row.GetString(1),
                row.IsDBNull(2) ? null : new(row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4))), cancel);
        return rows.Where(row => row.Whole?.IsCarried(changes, row.Year, year) ?? true).GroupBy(row => row.Year).ToDictionary(
            group => group.Key, IReadOnlySet<string> (group) => group.Select(row => row.Code).ToHashSet(StringComparer.Ordinal));
    }
}
