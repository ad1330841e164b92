using Npgsql;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

internal abstract class TouchedQuery
{
    internal static TouchedDelbydel Row(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetBoolean(1), row.GetDouble(2), row.GetDouble(3), row.GetBoolean(4));
}

internal abstract class PartQuery
{
    internal static DrawnPart Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8));
}
