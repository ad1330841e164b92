using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Reads the true figures of a year for export, for analysts.</summary>
public abstract class InternalExportQuery
{
    private const int FirstFurther = 25;

    /// <param name="version">A measured version, whether or not it is out.</param>
    /// <exception cref="ProblemException">BOM-603: that year and version is not measured.</exception>
    public static async Task<IReadOnlyList<ExportRow>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<InternalExportQuery, ExportRow>(connection, [new("year", year), new("version", version)], Row, cancel);
        return rows.Count > 0 ? rows
            : throw new ProblemException(ProblemCode.NotMeasured, $"year {year}, version {version}", "it has no figures.", $"Run `bomiljo measure {year}`.");
    }

    private static ExportRow Row(NpgsqlDataReader row)
    {
        return new(row.GetInt16(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            row.GetInt32(6), Number(7), Number(8), row.GetInt32(9), Number(10), Number(11), Suppressed: false, row.IsDBNull(12) ? null : row.GetFieldValue<Geometry>(12))
        {
            Statistics = new(Number(13), Number(14), Number(15), Number(16), Number(17), Number(18), Number(19), Text(20), Number(21), Text(22), Text(23), null, Text(24)),
            Further = [.. Enumerable.Range(FirstFurther, row.FieldCount - FirstFurther).Select(column => (row.GetName(column), Value(column)))],
        };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        double? Number(int column) => Value(column) as double?;

        object? Value(int column) => row.GetValue(column) switch
        {
            DBNull => null,
            double number => double.IsFinite(number) ? number : null,
            short number => (double)number,
            int number => (double)number,
            var other => other,
        };
    }
}
