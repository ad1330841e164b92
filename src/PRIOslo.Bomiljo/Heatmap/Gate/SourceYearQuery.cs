using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Reads what each source delivered for a year and an earlier one.</summary>
internal abstract class SourceYearQuery
{
    private sealed record Row(string Source, int Year, CategoryMonth Count, long Rows, long Placed, bool IsProtected);

    /// <param name="firstYear">The first of the years looked back on.</param>
    public static async Task<List<SourceYear>> RunAsync(NpgsqlConnection connection, int year, int firstYear, CodeChanges changes, CancellationToken cancel)
    {
        var oldAreas = await OldAreaQuery.RunAsync(connection, year, (firstYear, year), changes, cancel);
        var rows = await SqlRows.ReadAsync<SourceYearQuery, Row>(connection, [new("year", year), new("first_year", firstYear)],
            row => new(row.GetString(0), row.GetInt32(1), new(row.GetString(2), row.GetInt32(3), row.GetInt64(4)), row.GetInt64(5), row.GetInt64(6), row.GetBoolean(7)), cancel);
        var sources = new List<SourceYear>();
        foreach (var source in rows.GroupBy(row => row.Source, StringComparer.Ordinal))
        {
            var placed = source.Sum(row => row.Placed);
            sources.Add(new(source.Key, year, source.Sum(row => row.Rows), placed, placed > 0 || oldAreas.Contains(source.Key) || await HasPlacesAsync(connection, source.Key, firstYear, year, cancel),
                [.. source.Where(row => row.Year == year).Select(row => row.Count)], [.. source.Where(row => row.Year != year).Select(row => row.Count)])
            {
                EarlierYear = source.FirstOrDefault(row => row.Year != year)?.Year ?? year - 1,
                Deliveries = await DeliveriesAsync(connection, source.Key, year, cancel),
                TellsOfProtected = source.Any(row => row.Year == year && row.IsProtected),
                OldAreas = [.. oldAreas[source.Key]],
            });
        }

        return sources;
    }

    private static async Task<int[]> DeliveriesAsync(NpgsqlConnection connection, string source, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(array_agg(delivery_id ORDER BY delivery_id), '{}') FROM ledger.delivery
            WHERE source = @source AND withdrawn_at IS NULL AND @year BETWEEN extract(year FROM first_day) AND extract(year FROM last_day)
            """, connection)
        {
            Parameters = { new("source", source), new("year", year) },
        };
        return (int[])(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>True if a row of the source was placed in an area in the years looked back on, or measured in one whose raw incidents are gone.</summary>
    /// <remarks>Other years are not looked at: a year is measured again as it was.</remarks>
    private static async Task<bool> HasPlacesAsync(NpgsqlConnection connection, string source, int firstYear, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM incident.counted WHERE source = @source AND year BETWEEN @first_year AND @year AND outcome = 'placed')
                OR EXISTS (SELECT FROM heatmap.coverage JOIN ledger.retention USING (source, year) WHERE source = @source AND year BETWEEN @first_year AND @year AND placed > 0)
            """, connection)
        {
            Parameters = { new("source", source), new("first_year", firstYear), new("year", year) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
