using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Where counts lack rows that name an area of other boundaries: the areas that it went to, or came of, have less than was told of them.</summary>
internal abstract class IncompleteAreas
{
    private sealed record Told(int Year, string Source, string Theme, string[] KeptAreas);

    /// <param name="changes">The table of changed areas, which names these areas.</param>
    /// <returns>Year, theme and delbydel, for all themes that a source tells of in a year in which it names such an area; sources that are left out of a year are not among them.</returns>
    public static async Task<IReadOnlySet<(int Year, string Theme, string Delbydel)>> ReadAsync(NpgsqlConnection connection, int firstYear, int lastYear, CodeChanges changes, CancellationToken cancel)
    {
        var told = await SqlRows.ReadAsync<IncompleteAreas, Told>(connection, [new("first_year", firstYear), new("last_year", lastYear)],
            row => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3)), cancel);
        var incomplete = new HashSet<(int Year, string Theme, string Delbydel)>();
        foreach (var year in told.GroupBy(row => row.Year))
        {
            var oldAreas = await OldAreaQuery.RunAsync(connection, year.Key, (firstYear, lastYear), changes, cancel);
            incomplete.UnionWith(
                from row in year
                from code in oldAreas[row.Source].Select(area => area.Code).Concat(row.KeptAreas)
                from lacking in changes.LackingWithout(code, row.Year)
                select (row.Year, row.Theme, lacking));
        }

        return incomplete;
    }
}
