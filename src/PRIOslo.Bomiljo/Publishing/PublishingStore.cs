using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>Reads the measurement and writes the published tables.</summary>
internal static class PublishingStore
{
    public static async Task<int?> ReadLatestVersionAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT max(version) FROM heatmap.measurement WHERE year = @year", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        return await command.ExecuteScalarAsync(cancel) as int?;
    }

    public static async Task<HashSet<string>> ReadProtectedThemesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT theme FROM incident.theme WHERE protected", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var themes = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            themes.Add(reader.GetString(0));
        return themes;
    }

    /// <returns>Null where the version is not out, or only as provisional.</returns>
    public static async Task<PublishReport?> ReadDecidedAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT cells, suppressed FROM published.release WHERE year = @year AND version = @version AND NOT provisional", connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(year, version, reader.GetInt32(0), reader.GetInt32(1), Provisional: false) : null;
    }

    /// <returns>The year's highest version that is out by decision; null where none is.</returns>
    public static async Task<int?> ReadLastDecidedAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT max(version) FROM published.release WHERE year = @year AND NOT provisional", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        return await command.ExecuteScalarAsync(cancel) as int?;
    }

    public static async Task<bool> IsFrozenAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM heatmap.frozen WHERE year = @year AND version = @version)", connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public static async Task WriteAsync(NpgsqlConnection connection, PublishReport report, SuppressionPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        var hidden = plan.Hidden.ToList();
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(PublishingStore)), connection)
        {
            Parameters =
            {
                new("year", (short)report.Year), new("version", report.Version), new("now", now), new("provisional", report.Provisional),
                new("cells", report.Cells), new("suppressed", report.Suppressed), new("largest_small", DisclosureRule.LargestSmallCount),
                new("least_municipal_dwellings", DisclosureRule.LeastMunicipalDwellings),
                new("hidden_levels", hidden.ConvertAll(key => key.Level).ToArray()),
                new("hidden_areas", hidden.ConvertAll(key => key.Area).ToArray()),
                new("hidden_themes", hidden.ConvertAll(key => key.Theme).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
