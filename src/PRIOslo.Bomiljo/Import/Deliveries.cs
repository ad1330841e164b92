using System.Text.Json;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>A delivery in the ledger; <c>ReplacedBy</c> is the one that took its place, even if that one is withdrawn since.
/// <c>ReadAs</c> is null for one that came in before it was noted.</summary>
public sealed record Delivery(
    int Id, string Source, string File, string Sha256, DateTimeOffset ImportedAt, string ImportedBy, DateOnly? FirstDay, DateOnly? LastDay,
    int Read, int Accepted, int Rejected, int Duplicate, int Ignored, int Merged, long Incidents, DateTimeOffset? WithdrawnAt, int? ReplacedBy,
    string? ReadAs)
{
    /// <summary>The years whose raw rows the retention rule has taken from it.</summary>
    public IReadOnlyList<int> DeletedYears { get; init; } = [];

    public int MappingVersion { get; init; }

    public long SizeBytes { get; init; }

    /// <summary>What the import warned of; null for a delivery that came in before that was kept.</summary>
    public IReadOnlyList<ImportWarning>? Warnings { get; init; }

    /// <summary>Ignored rows by reason; null likewise.</summary>
    public IReadOnlyDictionary<string, int>? IgnoredByReason { get; init; }
}

/// <summary>Reads the ledger.</summary>
public static class Deliveries
{
    public static async Task<IReadOnlyList<Delivery>> ListAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            SELECT delivery_id, source, file_name, sha256, imported_at, imported_by, first_day, last_day, rows_read, rows_accepted,
                   rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents, withdrawn_at,
                   (SELECT max(r.delivery_id) FROM ledger.delivery r WHERE r.replaces = d.delivery_id), read_as,
                   mapping_version, size_bytes, warnings::text, ignored::text,
                   ARRAY(SELECT DISTINCT r.year::int FROM ledger.retention r
                         WHERE r.source = d.source AND r.year BETWEEN extract(year FROM d.first_day) AND extract(year FROM d.last_day)
                           AND r.ran_at >= d.imported_at AND (d.withdrawn_at IS NULL OR r.ran_at < d.withdrawn_at) ORDER BY 1)
            FROM ledger.delivery d ORDER BY delivery_id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var deliveries = new List<Delivery>();
        while (await reader.ReadAsync(cancel))
        {
            deliveries.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), Day(6), Day(7), reader.GetInt32(8), reader.GetInt32(9),
                reader.GetInt32(10), reader.GetInt32(11), reader.GetInt32(12), reader.GetInt32(13), reader.GetInt64(14),
                reader.IsDBNull(15) ? null : reader.GetFieldValue<DateTimeOffset>(15),
                reader.IsDBNull(16) ? null : reader.GetInt32(16),
                reader.IsDBNull(17) ? null : reader.GetString(17))
            {
                DeletedYears = reader.GetFieldValue<int[]>(22),
                MappingVersion = reader.GetInt32(18),
                SizeBytes = reader.GetInt64(19),
                Warnings = reader.IsDBNull(20) ? null : JsonSerializer.Deserialize<List<ImportWarning>>(reader.GetString(20), StrictJson.Options),
                IgnoredByReason = reader.IsDBNull(21) ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(reader.GetString(21), StrictJson.Options),
            });
        }

        return deliveries;

        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
    }
}
