using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>What readers may have kept of a year: every release since the first, whether or not it still stands.</summary>
internal static class KeptReleases
{
    public static async Task<List<EarlierRelease>> ReadAsync(
        NpgsqlConnection connection, int year, IEnumerable<string> protectedThemes, CancellationToken cancel)
    {
        var cells = await SqlRows.ReadAsync<KeptReleaseQuery, (int Release, EarlierCell Cell)>(
            connection, [new("year", (short)year), new("protected_themes", InOrder(protectedThemes))], KeptReleaseQuery.Row, cancel);
        return [.. cells.GroupBy(cell => cell.Release).OrderBy(release => release.Key)
            .Select(release => new EarlierRelease([.. release.Select(cell => cell.Cell)]))];
    }

    /// <returns>True if the year's latest release was kept under these protected themes, and is among those that are read.</returns>
    public static async Task<bool> IsLatestUnderAsync(NpgsqlConnection connection, int year, IEnumerable<string> protectedThemes, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT k.protected_themes = @protected_themes AND EXISTS (SELECT FROM heatmap.kept_cell c WHERE c.release_no = k.release_no)
            FROM heatmap.kept_release k WHERE k.year = @year ORDER BY k.release_no DESC LIMIT 1
            """, connection)
        {
            Parameters = { new("year", (short)year), new("protected_themes", InOrder(protectedThemes)) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public static async Task AddAsync(
        NpgsqlConnection connection, PublishReport report, DateTimeOffset now, IEnumerable<string> protectedThemes, EarlierRelease release, CancellationToken cancel)
    {
        var cells = release.Cells;
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(KeptReleases)), connection)
        {
            Parameters =
            {
                new("year", (short)report.Year), new("version", report.Version), new("now", now), new("protected_themes", InOrder(protectedThemes)),
                new("levels", cells.Select(cell => cell.Key.Level).ToArray()), new("areas", cells.Select(cell => cell.Key.Area).ToArray()),
                new("themes", cells.Select(cell => cell.Key.Theme).ToArray()), new("parents", cells.Select(cell => cell.Parent).ToArray()),
                new("counts", cells.Select(cell => cell.Count).ToArray()), new("hidden", cells.Select(cell => cell.Hidden).ToArray()),
                new("least_rises", cells.Select(cell => cell.LeastRise).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string[] InOrder(IEnumerable<string> themes) => [.. themes.Order(StringComparer.Ordinal)];
}

internal abstract class KeptReleaseQuery
{
    internal static (int Release, EarlierCell Cell) Row(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new(new(row.GetString(1), row.GetString(2), row.GetString(3)), row.GetString(4), row.GetInt32(5), row.GetBoolean(6), row.GetInt32(7)));
}
