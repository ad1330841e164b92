using System.Text.Json;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Looks;

internal abstract class LedgerEntryQuery
{
    internal static LedgerEntry Row(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3),
        row.GetFieldValue<DateOnly?>(4), row.GetFieldValue<DateOnly?>(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8),
        row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.GetFieldValue<DateTimeOffset?>(12), row.GetFieldValue<int?>(13), row.IsDBNull(14) ? null : row.GetString(14))
    {
        Incidents = row.GetInt64(23),
        Replaces = row.GetFieldValue<int?>(24),
        DeletedYears = row.GetFieldValue<int[]>(25),
        DeletedAt = row.GetFieldValue<DateTimeOffset?>(26),
        HoldsRows = row.GetBoolean(27),
        ReasonsNb = row.IsDBNull(28) ? new() : JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(28), StrictJson.Options)!,
        MappingVersion = row.GetInt32(15),
        SizeBytes = row.GetInt64(16),
        Sha256 = row.GetString(17),
        ImportedBy = row.GetString(18),
        NameNb = row.IsDBNull(19) ? null : row.GetString(19),
        NameEn = row.IsDBNull(20) ? null : row.GetString(20),
        Warnings = row.IsDBNull(21) ? [] : JsonSerializer.Deserialize<List<ImportWarning>>(row.GetString(21), StrictJson.Options)!,
        IgnoredByReason = row.IsDBNull(22) ? new() : JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString(22), StrictJson.Options)!,
    };
}

internal abstract class LedgerRejectionQuery
{
    internal static LedgerRejection Row(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));
}

internal abstract class RawIncidentQuery
{
    internal static RawIncident Row(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetInt32(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8));
}
