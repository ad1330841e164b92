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
        row.GetInt16(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.Number(5), row.GetBoolean(6),
        Estimate(row, 7), Estimate(row, 10), Estimate(row, 13), row.Number(16), row.Number(17),
        new(Estimate(row, 18), row.Number(21), row.Number(22), row.Number(23), row.Text(24)) { Interpolated = row.GetBoolean(47) },
        new(Estimate(row, 25), row.Number(28), row.Number(29), null, row.Text(30)) { Interpolated = row.GetBoolean(48) }, row.GetFieldValue<int?>(31),
        new(row.Number(32), row.Number(33), row.Number(34), row.Text(35), row.Number(36), row.Number(37), row.Number(38), row.Text(39)),
        row.Number(40), row.Text(41),
        new(row.Number(42), row.Number(43), row.Number(44), row.Number(45), row.Number(46)))
    {
        RestatedUntil = row.GetFieldValue<int?>(49),
    };

    private static Estimate Estimate(NpgsqlDataReader row, int first) => new(row.Number(first), row.Number(first + 1), row.Number(first + 2));
}

internal abstract class AnalysisThemeQuery
{
    internal static AnalysisTheme Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetDouble(5), row.GetString(6), row.Number(7), row.GetInt32(8),
        row.GetInt32(9), row.Number(10), row.Number(11), row.Number(12), row.GetInt32(13), row.GetInt32(14), row.Number(15), row.GetFieldValue<int?>(16), row.Number(17));
}

internal abstract class AnalysisSourceQuery;

internal abstract class AnalysisIncompleteSourceQuery;

internal abstract class AnalysisProfileQuery;

internal abstract class YearThemeQuery;

/// <summary>Columns that may be null.</summary>
internal static class NullableColumns
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? Number(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
