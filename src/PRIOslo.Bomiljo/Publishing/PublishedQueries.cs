using Npgsql;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Publishing;

internal abstract class PublishedReleaseQuery
{
    internal static PublishedRelease Row(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2),
        row.GetBoolean(3), row.GetBoolean(4), row.GetInt32(5), row.GetInt32(6))
    {
        SameEvents = row.GetBoolean(7),
        Interpolated = row.GetBoolean(8),
    };
}

internal abstract class PublishedThemeQuery
{
    internal static PublishedTheme Row(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3));
}

internal abstract class PublishedFigureQuery
{
    internal static PublishedFigure Row(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetFieldValue<int?>(6), row.GetFieldValue<double?>(7), row.GetFieldValue<double?>(8), row.GetInt32(9),
        row.GetFieldValue<double?>(10), row.GetFieldValue<double?>(11), row.GetBoolean(12), row.GetString(13))
    {
        Interpolated = row.GetBoolean(20),
        Classes = new(row.GetFieldValue<double?>(14), Text(row, 15), Text(row, 16), Text(row, 17), Text(row, 18), Text(row, 19))
        {
            ChangeInterpolated = row.GetBoolean(21),
            TrendInterpolated = row.GetBoolean(22),
        },
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

internal abstract class PublishedCoverageQuery
{
    internal static PublishedCoverage Row(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<int?>(1), row.GetInt32(2), Source(row, 3));

    /// <returns>From two columns, bokmål first; null where both are.</returns>
    internal static SourceName? Source(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetString(column), row.GetString(column + 1));
}

internal abstract class PublishedOverrideQuery
{
    internal static PublishedOverride Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetBoolean(1), row.GetString(2), PublishedCoverageQuery.Source(row, 4))
    {
        Themes = row.GetFieldValue<string[]>(3),
    };
}

internal abstract class PublishedShapeQuery
{
    internal static PublishedShape Row(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
}

internal abstract class PublishedBandQuery
{
    internal static PublishedBand Row(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1));
}
