using Npgsql;

namespace PRIOslo.Bomiljo.Publishing.Services;

internal abstract class OpenFeatureQuery
{
    /// <returns>How many match, and the feature; null where the page has none.</returns>
    internal static (int Matched, OpenFeature? Feature) Row(NpgsqlDataReader row) => (
        row.GetInt32(0),
        row.IsDBNull(1) ? null : new(row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)));
}

internal abstract class OpenExtentQuery
{
    internal static OpenExtent Row(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<int[]>(1), row.IsDBNull(2) ? null : row.GetFieldValue<double[]>(2));
}

internal abstract class OpenPropertyQuery
{
    internal static OpenProperty Row(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
}

internal abstract class TileQuery
{
    internal static byte[] Row(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0);
}
