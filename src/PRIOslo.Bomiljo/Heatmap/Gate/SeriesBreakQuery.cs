using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Reads from which year on each theme's series is unbroken.</summary>
internal sealed class SeriesBreakQuery
{
    /// <param name="firstYear">Of the years looked back on.</param>
    /// <param name="year">The measured year.</param>
    /// <param name="incomplete">Source-years that are compared with neither the year before nor the year after.</param>
    /// <returns>The first comparable year by theme; a theme without a break is missing.</returns>
    public static async Task<Dictionary<string, int>> RunAsync(
        NpgsqlConnection connection, int firstYear, int year, IReadOnlyList<IncompleteSourceYear> incomplete, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<SeriesBreakQuery, (string Theme, int Year)>(
            connection,
            [
                new("first_year", firstYear), new("year", year),
                new("sources", incomplete.Select(one => one.Source).ToArray()), new("source_years", incomplete.Select(one => one.Year).ToArray()),
            ],
            row => (row.GetString(0), row.GetInt32(1)), cancel);
        return rows.ToDictionary(row => row.Theme, row => row.Year, StringComparer.Ordinal);
    }
}
