using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>The ledger of deliveries, as an import writes it.</summary>
internal static class Ledger
{
    /// <summary>One import or withdrawal of a source at a time; held until the transaction ends.</summary>
    public static Task LockSourceAsync(NpgsqlConnection connection, string source, CancellationToken cancel) =>
        RunAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended('import ' || @source, 0))", cancel, new NpgsqlParameter("source", source));

    /// <returns>Null if the file is not in.</returns>
    public static async Task<EarlierDelivery?> FindAsync(NpgsqlConnection connection, string source, string sha256, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT delivery_id, rows_read FROM ledger.delivery WHERE source = @source AND sha256 = @sha256 AND withdrawn_at IS NULL", connection)
        {
            Parameters = { new("source", source), new("sha256", sha256) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new EarlierDelivery(source, reader.GetInt32(0), reader.GetInt32(1)) : null;
    }

    /// <returns>The delivery that the file once was and the one in force that has its place now, directly or through others; null where there
    /// is none.</returns>
    public static async Task<(int Replaced, int Successor)?> FindSuccessorAsync(NpgsqlConnection connection, string source, string sha256, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH RECURSIVE chain (first, id) AS (
                SELECT delivery_id, delivery_id FROM ledger.delivery WHERE source = @source AND sha256 = @sha256 AND withdrawn_at IS NOT NULL
                UNION
                SELECT c.first, r.delivery_id FROM chain c JOIN ledger.delivery r ON r.replaces = c.id)
            SELECT c.first, c.id FROM chain c JOIN ledger.delivery d ON d.delivery_id = c.id
            WHERE d.withdrawn_at IS NULL ORDER BY c.id DESC, c.first DESC LIMIT 1
            """, connection)
        {
            Parameters = { new("source", source), new("sha256", sha256) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt32(0), reader.GetInt32(1)) : null;
    }

    /// <returns>The keys of all incidents of the source that are in.</returns>
    public static async Task<KeySet> ReadKeysAsync(NpgsqlConnection connection, string source, CancellationToken cancel)
    {
        var keys = new KeySet();
        foreach (var delivery in await DeliveriesAsync(connection, source, cancel))
        {
            await using var reader = await connection.BeginBinaryExportAsync(string.Create(CultureInfo.InvariantCulture,
                $"COPY (SELECT source_key FROM incident.incident WHERE delivery_id = {delivery}) TO STDOUT (FORMAT binary)"), cancel);
            while (reader.StartRow() > 0)
                keys.AddEarlier(reader.Read<Guid>(NpgsqlDbType.Uuid));
        }

        return keys;
    }

    private static async Task<List<int>> DeliveriesAsync(NpgsqlConnection connection, string source, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT delivery_id FROM ledger.delivery WHERE source = @source AND withdrawn_at IS NULL", connection)
        {
            Parameters = { new("source", source) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var deliveries = new List<int>();
        while (await reader.ReadAsync(cancel))
            deliveries.Add(reader.GetInt32(0));
        return deliveries;
    }

    public static async Task<int> AddAsync(
        NpgsqlConnection connection, SourceFolder folder, DeliveryFile file, int? replaces, DateTimeOffset now, string importedBy, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, replaces, name_nb, name_en, reasons_nb,
                rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES (@source, @file, @sha256, @size, @version, @mapping, @now, @by, @replaces, @nb, @en, @reasons, 0, 0, 0, 0, 0, 0, 0)
            RETURNING delivery_id
            """, connection)
        {
            Parameters =
            {
                new("source", folder.Mapping.Source), new("file", file.Name), new("sha256", file.Sha256), new("size", file.SizeBytes),
                new("nb", folder.Mapping.Name.Nb), new("en", folder.Mapping.Name.En),
                new("version", folder.Mapping.Version), new("mapping", folder.MappingSha256), new("now", now), new("by", importedBy),
                new("reasons", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(folder.Mapping.ReasonsNb(), StrictJson.Options) },
                new("replaces", NpgsqlDbType.Integer) { Value = replaces ?? (object)DBNull.Value },
            },
        };
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    public static async Task CloseAsync(NpgsqlConnection connection, int delivery, Tally tally, ImportReport report, string readAs, CancellationToken cancel)
    {
        await RunAsync(connection,
            """
            UPDATE ledger.delivery
            SET rows_read = @read, rows_accepted = @accepted, rows_rejected = @rejected, rows_duplicate = @duplicate,
                rows_ignored = @ignored, rows_merged = @merged, incidents = @incidents, first_day = @first, last_day = @last, read_as = @readAs,
                warnings = @warnings, ignored = @reasons
            WHERE delivery_id = @id
            """, cancel,
            new NpgsqlParameter("read", tally.Read), new NpgsqlParameter("accepted", tally.Accepted),
            new NpgsqlParameter("rejected", tally.Rejections.Count), new NpgsqlParameter("duplicate", tally.Duplicate),
            new NpgsqlParameter("ignored", tally.Ignored), new NpgsqlParameter("merged", tally.Merged),
            new NpgsqlParameter("incidents", tally.Incidents),
            new NpgsqlParameter("first", NpgsqlDbType.Date) { Value = tally.FirstDay ?? (object)DBNull.Value },
            new NpgsqlParameter("last", NpgsqlDbType.Date) { Value = tally.LastDay ?? (object)DBNull.Value },
            new NpgsqlParameter("readAs", readAs),
            new NpgsqlParameter("warnings", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(report.Warnings, StrictJson.Options) },
            new NpgsqlParameter("reasons", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(report.IgnoredByReason, StrictJson.Options) },
            new NpgsqlParameter("id", delivery));

        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "COPY ledger.rejection (delivery_id, line, column_name, problem, category_code) FROM STDIN (FORMAT binary)", cancel);
        var rows = new CopyRows(copy);
        rows.Begin();
        foreach (var row in tally.Rejections)
        {
            rows.StartRow(5);
            rows.Int4(delivery);
            rows.Int4(row.Line);
            rows.Text(row.Column);
            rows.Text(row.Code.ToString());
            rows.Text(row.Category);
        }

        rows.End();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>A delivery that is in already.</summary>
internal sealed record EarlierDelivery(string Source, int DeliveryId, int RowsRead)
{
    /// <summary>Every row of the file is a duplicate.</summary>
    public ImportReport ToDuplicateReport(DeliveryFile file, bool dryRun, double seconds) => new(
        Source, file.Name, file.Sha256, RowsRead, 0, 0, RowsRead, 0, 0, 0, 0, 0, 0, new GeocodedCounts(0, 0, 0, 0), [],
        new Dictionary<string, int>(StringComparer.Ordinal), DeliveryId, AlreadyIn: true, dryRun, Math.Round(seconds, 3), []);
}
