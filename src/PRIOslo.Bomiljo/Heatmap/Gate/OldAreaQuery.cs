using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Rows that name an area which the year's boundaries do not have: what they tell of is missing in the areas that it went to, or came of.</summary>
internal abstract class OldAreaQuery
{
    /// <param name="series">The first and the last year whose boundaries a measurement is bound to.</param>
    /// <returns>By source.</returns>
    public static async Task<ILookup<string, OldArea>> RunAsync(NpgsqlConnection connection, int year, (int First, int Last) series, CodeChanges changes, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<OldAreaQuery, (string Source, OldArea Area)>(
            connection,
            [new("year", year), new("first_year", series.First), new("last_year", series.Last), new("dated", changes.DatedCodes.ToArray()), new("undated", changes.UndatedCodes.ToArray())],
            row => (row.GetString(0), new(row.GetString(1), row.GetInt64(2))), cancel);
        return rows.ToLookup(row => row.Source, row => row.Area, StringComparer.Ordinal);
    }
}
