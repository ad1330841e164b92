using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Keeps out rows of a source and year whose raw rows a retention rule has deleted: nobody could tell any more which of them were
/// in, and they would be kept beyond their term.</summary>
internal static class RetainedRows
{
    /// <returns>The years of a delivery's period whose raw rows have been deleted, of any delivery of its source.</returns>
    public static async Task<int[]> YearsOfAsync(NpgsqlConnection connection, int delivery, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(array_agg(DISTINCT r.year::int ORDER BY r.year::int), '{}')
            FROM ledger.delivery d
            JOIN ledger.retention r ON r.source = d.source AND r.year BETWEEN extract(year FROM d.first_day) AND extract(year FROM d.last_day)
            WHERE d.delivery_id = @delivery
            """, connection)
        { Parameters = { new("delivery", delivery) } };
        return (int[])(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <param name="connection">In the import's transaction.</param>
    /// <param name="source">The source's code.</param>
    /// <param name="months">What the file would bring in.</param>
    /// <exception cref="ProblemException">BOM-317.</exception>
    public static async Task DemandAsync(NpgsqlConnection connection, string source, MonthlyCounts months, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT year::int FROM ledger.retention WHERE source = @source AND year = ANY (@years) ORDER BY 1", connection)
        {
            Parameters = { new("source", source), new("years", months.Months.Select(month => (short)(month / 12)).Distinct().ToArray()) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var years = new List<int>();
        while (await reader.ReadAsync(cancel))
            years.Add(reader.GetInt32(0));
        if (years.Count > 0)
        {
            var which = string.Join(", ", years);
            throw new ProblemException(ProblemCode.RowsDeleted, $"{source} {which}",
                $"the file has rows of {which}, whose frozen measurement stands and whose raw rows the retention rule has deleted; nothing was stored.",
                $"Import a file without the rows of {which}.");
        }
    }
}
