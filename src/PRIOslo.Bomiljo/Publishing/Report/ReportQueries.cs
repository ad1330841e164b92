using System.Text.Json;
using Npgsql;

namespace PRIOslo.Bomiljo.Publishing.Report;

internal abstract class ReportSealQuery
{
    internal static ReportSeal Row(NpgsqlDataReader row) => new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), []);
}

internal abstract class ReportSourceQuery
{
    internal static ReportSource Row(NpgsqlDataReader row) => new(row.GetString(0), PublishedCoverageQuery.Source(row, 1));
}

internal abstract class ReportCorrectionQuery
{
    internal static (int Corrects, string Reason, CorrectedTheme Theme) Row(NpgsqlDataReader row) => (
        row.GetInt32(0), row.GetString(1),
        new(new(row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5)), row.GetBoolean(6), row.GetBoolean(7),
            row.IsDBNull(8) ? null : row.GetInt32(8), row.IsDBNull(9) ? null : row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.GetInt32(12)));
}

internal abstract class ReportBreakQuery
{
    internal static ReportBreak Row(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt16(2), PublishedCoverageQuery.Source(row, 3));
}

internal abstract class ReportEventQuery
{
    internal static ReportEvent Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.GetString(5));
}

internal abstract class ReportShapeQuery
{
    internal static ReportShape Row(NpgsqlDataReader row)
    {
        using var outline = JsonDocument.Parse(row.GetString(2));
        var rings = new List<IReadOnlyList<(int East, int North)>>();
        AddRings(outline.RootElement.GetProperty("coordinates"), rings);
        return new(row.GetString(0), row.GetString(1), rings, (row.GetInt32(3), row.GetInt32(4)), row.GetInt32(5));
    }

    // Arrays of arrays down to the positions, for a polygon and for several.
    private static void AddRings(JsonElement part, List<IReadOnlyList<(int East, int North)>> rings)
    {
        if (part[0][0].ValueKind == JsonValueKind.Number)
        {
            rings.Add([.. part.EnumerateArray().Select(at => ((int)at[0].GetDouble(), (int)at[1].GetDouble()))]);
            return;
        }

        foreach (var inner in part.EnumerateArray())
            AddRings(inner, rings);
    }
}
