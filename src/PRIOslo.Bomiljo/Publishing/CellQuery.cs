using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>Reads the true cells of a measured year.</summary>
internal sealed class CellQuery
{
    public static Task<IReadOnlyList<Cell>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel) =>
        SqlRows.ReadAsync<CellQuery, Cell>(connection, [new("year", (short)year), new("version", version)], Row, cancel);

    private static Cell Row(NpgsqlDataReader row) =>
        new(new(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetString(4), row.GetInt32(3))
        {
            SmallPopulation = DisclosureRule.IsSmallPopulation(row.GetFieldValue<double?>(5), row.GetString(6)),
            LargestAddress = row.GetInt32(7),
        };
}
