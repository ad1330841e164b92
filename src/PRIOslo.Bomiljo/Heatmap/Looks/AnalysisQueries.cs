using Npgsql;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

internal abstract class MeasuredVersionQuery
{
    internal static MeasuredVersion Row(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset?>(3), row.Text(4), row.Text(5), row.Text(6));
}

internal abstract class AnalysisFigureQuery
{
    internal static AnalysisFigure Row(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.Number(4), row.Number(5), row.Number(6), row.Number(7),
        row.Number(8), row.Number(9), row.Number(10), row.Text(11), row.Text(12), row.Text(13), row.Number(14), row.Text(15), row.Number(16),
        row.Text(17), row.Number(18), row.Number(19), row.Number(20), row.GetBoolean(21));
}

internal abstract class AnalysisThemeQuery
{
    internal static AnalysisTheme Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetDouble(3), row.Number(4), row.Number(5), row.GetInt32(6), row.GetInt32(7),
        row.GetInt32(8), row.Number(9), row.GetFieldValue<int?>(10));
}

internal abstract class AnalysisSourceQuery;

internal abstract class AnalysisProfileQuery;

/// <summary>Columns that may be null.</summary>
internal static class NullableColumns
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? Number(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
