using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Steps;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Reads what a stored measurement says of its themes.</summary>
internal sealed class ThemeResultQuery
{
    public static Task<IReadOnlyList<ThemeResult>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel) =>
        SqlRows.ReadAsync<ThemeResultQuery, ThemeResult>(connection, [new("year", (short)year), new("version", version)], Row, cancel);

    private static ThemeResult Row(NpgsqlDataReader row)
    {
        Dispersion? estimate = row.IsDBNull(6) ? null : new(Math.Max(1, row.GetDouble(6)), row.GetDouble(6), row.GetInt32(8), Number(7) ?? double.NaN);
        return new(
            new(row.GetString(0), DenominatorUnits.Parse(row.GetString(1)), row.GetInt32(2), Number(21) ?? 0),
            row.IsDBNull(3) ? null : row.GetString(3),
            new(row.GetDouble(4), Enum.Parse<DispersionBasis>(row.GetString(5), ignoreCase: true), estimate),
            row.GetInt16(9),
            new(row.GetInt32(10), Number(13), Number(11), Number(12), Number(14)),
            row.GetInt32(15), row.GetInt32(16), row.GetInt32(17), row.GetInt32(18),
            Number(19), row.IsDBNull(20) ? null : row.GetInt16(20), Number(21));

        double? Number(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }
}
